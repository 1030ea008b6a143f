using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Items;

/// <summary>
/// The policy that decides now: the one that was submitted, or the one of the last signed change. Followed change by change, in one
/// way by server, client and auditor. A server that holds back the newest change is found out by the release, which names the
/// policy's digest.
/// </summary>
public sealed class InForcePolicy
{
    private readonly ItemId item;

    private InForcePolicy(ItemId item, AccessPolicy policy, Sha256Digest digest, IReadOnlyList<VerifiedPolicyChange> changes)
    {
        this.item = item;
        Policy = policy;
        Digest = digest;
        Changes = changes;
    }

    public AccessPolicy Policy { get; }

    public Sha256Digest Digest { get; }

    /// <summary>The signed changes that lead to it, oldest first; none while the submitted policy is in force.</summary>
    public IReadOnlyList<VerifiedPolicyChange> Changes { get; }

    /// <summary>As it was submitted.</summary>
    public static InForcePolicy Of(VerifiedItem item) => new(item.Id, item.Policy, item.Predicate.PolicyDigest, []);

    /// <summary>After one more change of this item's policy. Each names the policy that it replaces, so that one left out shows.</summary>
    /// <exception cref="PolicyGapException">The change does not follow the one before it.</exception>
    public InForcePolicy After(VerifiedPolicyChange change) => change.Predicate.Item == item && change.Predicate.PreviousPolicy == Digest
        ? new InForcePolicy(item, change.Policy, change.Predicate.PolicyDigest, [.. Changes, change])
        : throw new PolicyGapException();
}

/// <summary>A change of policy that does not follow the one before it.</summary>
public sealed class PolicyGapException() : MalformedException("a change of policy does not follow the one before it");
