using Exchange.Contract.Directory;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Items;

/// <summary>
/// Verifies the statements that members make about submitted items: approval, acknowledgement, change of policy, withdrawal.
/// </summary>
public static class ItemActs
{
    /// <summary>What was signed, and the member as of the membership under which they did.</summary>
    /// <exception cref="DirectoryException">No key of the directory signed it, or another than it says.</exception>
    /// <exception cref="EnvelopeException">A signature is missing or wrong.</exception>
    /// <exception cref="MalformedException">It is none of the four.</exception>
    public static (IItemAct Terms, Member Signer) Verify(DsseEnvelope envelope, DirectoryState directory)
    {
        // The signatures first: only then is it asked what it is.
        VerifiedEnvelope verified = MemberSignature.Check(envelope, directory);
        return StatementCodec.PredicateTypeOf(verified) switch
        {
            PredicateTypes.Approval => Read(StatementKinds.Approval, verified, directory),
            PredicateTypes.Acknowledgement => Read(StatementKinds.Acknowledgement, verified, directory),
            PredicateTypes.PolicyChange => Read(StatementKinds.PolicyChange, verified, directory),
            PredicateTypes.Withdrawal => Read(StatementKinds.Withdrawal, verified, directory),
            _ => throw new MalformedException("not a statement about a submitted item"),
        };
    }

    private static (IItemAct Terms, Member Signer) Read<T>(StatementKind<T> kind, VerifiedEnvelope verified, DirectoryState directory)
        where T : IItemAct
    {
        SignedByMember<T> signed = MemberSignature.Read(kind, verified, directory, terms => terms.Signer);
        return (signed.Predicate, signed.Member);
    }
}
