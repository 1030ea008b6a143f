using Exchange.Contract.Directory;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Rules;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Items;

/// <summary>Verifies a change of an item's policy. Whether the change may be made is <see cref="PolicyChangeRules"/>' question.</summary>
public static class PolicyChangeVerifier
{
    /// <exception cref="DirectoryException">No key of the directory signed it, or another than it says.</exception>
    /// <exception cref="EnvelopeException">A signature is missing or wrong.</exception>
    /// <exception cref="MalformedException">It is no change of this item's policy by its sender.</exception>
    public static VerifiedPolicyChange Verify(DsseEnvelope envelope, VerifiedItem item, DirectoryState directory)
    {
        SignedByMember<PolicyChangePredicate> signed =
            MemberSignature.Verify(StatementKinds.PolicyChange, envelope, directory, terms => terms.Sender);
        PolicyChangePredicate terms = signed.Predicate;
        Require(
            terms.Agreement == directory.Agreement.Id && terms.Item == item.Id && terms.Statement == item.Digest,
            "it is about another item");
        Require(signed.Member.Id == item.Sender.Id, "it was not signed by the sender");
        Require(PolicyBytes.Digest(terms.Policy.Span) == terms.PolicyDigest, "its policy does not have the digest that it states");
        return new VerifiedPolicyChange(signed, PolicyBytes.Parse(terms.Policy.Span));
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new MalformedException($"the change of policy is inconsistent: {otherwise}");
        }
    }
}
