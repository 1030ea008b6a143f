using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;
using Exchange.Server.Storage;

namespace Exchange.Server.Retrieval;

/// <summary>An item as one member is shown it: with the memberships to whose devices keys of it were sealed for them.</summary>
internal sealed record ShownItem(StoredItem Item, IReadOnlyList<Sha256Digest> CardSealedTo, IReadOnlyList<Sha256Digest> ContentSealedTo)
{
    public static ShownItem To(MemberId member, StoredItem item, GrantRows grants) =>
        new(item, SealedTo(grants, item.Id, member, SealedKey.Card), SealedTo(grants, item.Id, member, SealedKey.Content));

    private static IReadOnlyList<Sha256Digest> SealedTo(GrantRows grants, ItemId item, MemberId member, SealedKey key) =>
        [.. grants.To(item, member, key).Select(grant => grant.Membership).Distinct()];
}
