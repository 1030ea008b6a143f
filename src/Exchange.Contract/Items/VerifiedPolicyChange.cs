using Exchange.Contract.Directory;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Items;

/// <summary>A change of an item's policy that its sender signed. Made only by <see cref="PolicyChangeVerifier"/>.</summary>
public sealed class VerifiedPolicyChange
{
    internal VerifiedPolicyChange(SignedByMember<PolicyChangePredicate> signed, AccessPolicy policy)
    {
        Signed = signed;
        Policy = policy;
    }

    public SignedByMember<PolicyChangePredicate> Signed { get; }

    public PolicyChangePredicate Predicate => Signed.Predicate;

    /// <summary>As it was signed.</summary>
    public DsseEnvelope Envelope => Signed.Statement.Envelope.Dsse;

    /// <summary>The digest of the statement.</summary>
    public Sha256Digest Digest => Signed.Statement.Digest;

    /// <summary>What it puts in force.</summary>
    public AccessPolicy Policy { get; }
}
