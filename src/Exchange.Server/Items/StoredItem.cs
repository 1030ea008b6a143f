using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Server.Storage;

namespace Exchange.Server.Items;

/// <summary>
/// An item as it is stored: its row, and its statement, read from the store and verified. Made only by <see cref="ItemShelf"/>.
/// </summary>
/// <param name="Parties">The parties that it concerns, as of the directory it was read with.</param>
internal sealed record StoredItem(ItemRow Row, VerifiedItem Verified, InForcePolicy InForce, IReadOnlyList<PartyName> Parties)
{
    public ItemId Id => Row.Id;

    public AccessPolicy Policy => InForce.Policy;
}
