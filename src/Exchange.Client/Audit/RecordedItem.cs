using Exchange.Contract.Directory;
using Exchange.Contract.Items;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Audit;

/// <summary>An item as the record tells it.</summary>
/// <param name="Grants">Null where the auditor may not see the whole record, and so not to whom the keys were sealed.</param>
internal sealed record RecordedItem(VerifiedItem Item, IReadOnlyList<RecordedGrant>? Grants)
{
    /// <summary>Whether no event is missing.</summary>
    public bool IsWhole => Grants is not null;

    /// <summary>The policy in force and the state, as of the events that were followed.</summary>
    public ItemTimeline Timeline { get; } = new(Item);

    /// <summary>
    /// Policies that were put in force and that the auditor knows of by other means, where changes are not seen as events.
    /// </summary>
    public IReadOnlyDictionary<Sha256Digest, AccessPolicy> KnownPolicies { get; init; } = new Dictionary<Sha256Digest, AccessPolicy>();

    /// <summary>The policy of that digest; null where it is not known.</summary>
    public AccessPolicy? PolicyOf(Sha256Digest? digest)
    {
        if (digest == Timeline.PolicyDigest)
        {
            return Timeline.Policy;
        }

        return digest == Item.Terms.PolicyDigest ? Item.Policy : digest is { } other ? KnownPolicies.GetValueOrDefault(other) : null;
    }

    /// <summary>
    /// Whether that member is shown the whole chain: the sender, and compliance of the sender's party and of those that
    /// the submitted policy names.
    /// </summary>
    public static bool ShowsWholeChainTo(Member self, VerifiedItem item, DirectoryState directory) =>
        item.Sender.Id == self.Id || (self.Has(Role.Compliance) && ItemParties.Of(item, directory).Contains(self.Name.Party));
}
