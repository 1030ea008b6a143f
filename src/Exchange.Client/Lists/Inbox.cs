using Exchange.Client.Errors;
using Exchange.Client.Items;
using Exchange.Client.Record;
using Exchange.Client.Release;
using Exchange.Client.Transport;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Reports.Cards;

namespace Exchange.Client.Lists;

/// <summary>What has come, and what was sent.</summary>
public sealed class Inbox(Participant participant)
{
    // The position of the last item that was listed.
    private long last;

    /// <summary>The items that others sent, or those that the member sent; oldest first.</summary>
    /// <exception cref="VerificationException">A statement, a grant or a card is not what it must be.</exception>
    public async Task<IReadOnlyList<InboxEntry>> ListAsync(bool sent, CancellationToken cancellationToken)
    {
        // 1. Every statement is verified, also those that are not shown.
        IReadOnlyList<SeenItem> items = await new ItemReader(participant).ListAsync(cancellationToken);
        last = Math.Max(last, items.Select(seen => seen.Position).DefaultIfEmpty().Max());
        SeenItem[] shown = [.. items.Where(seen => seen.Verified.Sender.Id == participant.Self.Id == sent)];

        // 2. Of what was sent: who opened it, from the record itself.
        ILookup<ItemId, Opening> openings =
            (sent && shown.Length > 0 ? await OpeningsAsync(cancellationToken) : []).ToLookup(opening => opening.Item);

        // 3. Of each its state, what it waits for, and its card where that shows.
        List<InboxEntry> entries = [];
        foreach (SeenItem seen in shown)
        {
            entries.Add(await EntryAsync(seen, items, [.. openings[seen.Verified.Id]], cancellationToken));
        }

        return entries;
    }

    /// <summary>Completes when an item has come that no list before had.</summary>
    public async Task WaitForMoreAsync(CancellationToken cancellationToken)
    {
        await foreach (ListedItem listed in participant.Server.Items.WatchAsync(last, cancellationToken))
        {
            last = Math.Max(last, listed.Position);
            return;
        }
    }

    private async Task<InboxEntry> EntryAsync(
        SeenItem seen,
        IReadOnlyList<SeenItem> all,
        IReadOnlyList<Opening> openings,
        CancellationToken cancellationToken)
    {
        OwnSituation own = await new SituationReader(participant).OwnAsync(seen, cancellationToken);
        Card? card = await new CardShelf(participant).ShowAsync(seen, own.State, cancellationToken);
        return new InboxEntry(
            seen.Verified.Id, seen.Verified.Predicate.Kind, seen.Verified.Sender.Name, seen.Received, card?.Title,
            ItemState.Of(seen, own.State, participant), card)
        {
            Waits = WaitingList.For(seen, own, participant.Self, participant.Directory, participant.Time.GetUtcNow()),
            SupersededBy = seen.ReplacedBy(all),
            Openings = openings,
        };
    }

    private async Task<IReadOnlyList<Opening>> OpeningsAsync(CancellationToken cancellationToken)
    {
        AuditRecord record = await new RecordReader(participant).ReadAsync(cancellationToken);
        return
        [
            .. from recorded in record.Events
               where recorded.Said is { Code: EventCodes.ContentReleased, Outcome: EventOutcome.Permit, Item: not null }
                   && recorded.Said.Actor != participant.Self.Id
               let item = recorded.Said.Item
               where item is not null
               select new Opening(
                   item.Value,
                   participant.NameOf(recorded.Said.Actor),
                   recorded.Said.Time,
                   recorded.Said.Purpose ?? "",
                   recorded.Index),
        ];
    }
}
