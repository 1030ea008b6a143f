using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Formats.Tlog;
using Exchange.Server.Items;
using Exchange.Server.Storage;

namespace Exchange.Server.Audit;

/// <summary>
/// Signs the head of an item's chain of events, for members who read the whole chain: if an entry was left out of what they were
/// shown, it contradicts the head.
/// </summary>
internal sealed class ItemHeads(Ledger ledger, ItemLookup lookup, LogKeys keys)
{
    /// <exception cref="RefusedException">No such item for the caller, or its record is not theirs to read.</exception>
    public async Task<SignedNote> SignAsync(Member caller, ItemId item, CancellationToken cancellationToken)
    {
        // 1. Only for the sender and compliance: others see a part of the chain, and a count would tell them about the rest.
        VisibleItem visible = await lookup.RequireAsync(caller, item, cancellationToken);
        if (!visible.Standing.SeesRecord)
        {
            throw new RefusedException(ErrorCode.NotAllowed, "only the sender and compliance see an item's whole chain");
        }

        // 2. Chain and tree size from one view, so that they belong together.
        ItemHead head = ledger.Read(reader => HeadOf(reader, item));
        return SignedNote.Sign(head.ToText(), [keys.Of(LogName.Audit)]);
    }

    private static ItemHead HeadOf(LedgerReader reader, ItemId item) =>
        reader.Events.Chain(item) is { } chain
            ? new ItemHead(item, chain.Count, chain.LastLeaf, reader.Logs.Size(LogName.Audit))
            : throw new RefusedException(ErrorCode.DataLoss, $"the chain of item {item} is missing");
}
