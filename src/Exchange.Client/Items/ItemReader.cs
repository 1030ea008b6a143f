using Exchange.Client.Errors;
using Exchange.Client.Transport;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Items;

/// <summary>Finds items, and hands out none whose statement has not been verified.</summary>
internal sealed class ItemReader(Participant participant)
{
    /// <summary>All items that the member may see, oldest first.</summary>
    /// <exception cref="VerificationException">A statement does not verify, or an item is listed twice.</exception>
    public async Task<IReadOnlyList<SeenItem>> ListAsync(CancellationToken cancellationToken)
    {
        List<SeenItem> items = [];
        HashSet<ItemId> seen = [];
        await foreach (ListedItem listed in participant.Server.Items.ListAsync(after: 0, cancellationToken))
        {
            SeenItem item = await VerifyAsync(listed, cancellationToken);
            items.Add(seen.Add(item.Verified.Id)
                ? item
                : throw new VerificationException(VerificationFault.StatementSwapped, $"{item.Verified.Id} is listed twice"));
        }

        return items;
    }

    /// <summary>One item by its full id. The service logs a refusal.</summary>
    /// <exception cref="VerificationException">Its statement does not verify, or is that of another item.</exception>
    public async Task<SeenItem> GetAsync(ItemId id, CancellationToken cancellationToken)
    {
        SeenItem item = await VerifyAsync((await participant.Server.Items.GetAsync(id, cancellationToken)).Item, cancellationToken);
        return item.Verified.Id == id
            ? item
            : throw new VerificationException(VerificationFault.StatementSwapped, $"asked for {id}, got {item.Verified.Id}");
    }

    private async Task<SeenItem> VerifyAsync(ListedItem listed, CancellationToken cancellationToken)
    {
        string where = $"the item of entry {listed.Index}";
        try
        {
            return Verify(listed, where);
        }
        catch (VerificationException unknown) when (unknown.Fault == VerificationFault.SignerWrong)
        {
            // Its sender may have come after the directory was replayed: then it is there now.
            await participant.RefreshAsync(cancellationToken);
            return Verify(listed, where);
        }
    }

    private SeenItem Verify(ListedItem listed, string where)
    {
        VerifiedItem item = StatementFaults.Verify(listed.Statement, participant.Directory, where);
        return new SeenItem(
            listed.Position, item, StatementFaults.InForce(item, listed.PolicyChanges, participant.Directory, where), listed.Index,
            listed.Received, listed.Withdrawn, SealedHere(listed));
    }

    private HashSet<SealedKey> SealedHere(ListedItem listed) =>
    [
        .. listed.CardSealedTo.Any(OpensHere) ? [SealedKey.Card] : Array.Empty<SealedKey>(),
        .. listed.ContentSealedTo.Any(OpensHere) ? [SealedKey.Content] : Array.Empty<SealedKey>(),
    ];

    private bool OpensHere(Sha256Digest membership) =>
        GrantRule.Opens(membership, participant.Self.Id, [participant.Device], participant.Directory);

}
