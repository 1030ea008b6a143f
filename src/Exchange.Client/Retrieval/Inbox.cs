using Exchange.Client.Errors;
using Exchange.Contract.Policy;
using Exchange.Reports;

namespace Exchange.Client.Retrieval;

/// <summary>What has come, and what was sent.</summary>
public sealed class Inbox(Participant participant)
{
    /// <summary>The items that others sent, or those that the member sent; oldest first.</summary>
    /// <exception cref="VerificationException">A statement, a grant or a card is not what it must be.</exception>
    public async Task<IReadOnlyList<InboxEntry>> ListAsync(bool sent, CancellationToken cancellationToken)
    {
        // 1. Every statement is verified, also those that are not shown.
        IReadOnlyList<SeenItem> items = await new ItemReader(participant).ListAsync(cancellationToken);

        // 2. The card of each, where it shows.
        List<InboxEntry> entries = [];
        foreach (SeenItem seen in items.Where(seen => seen.Item.Sender.Id == participant.Self.Id == sent))
        {
            Card? card = await CardOfAsync(seen, cancellationToken);
            entries.Add(new InboxEntry(seen.Item.Id, seen.Item.Terms.Kind, seen.Item.Sender.Name, seen.Received, card?.Title, StateOf(seen), card));
        }

        return entries;
    }

    /// <summary>The card, where the service would show it: it is not asked for what it would deny, since each denial is an event.</summary>
    internal async Task<Card?> CardOfAsync(SeenItem seen, CancellationToken cancellationToken)
    {
        CardShelf shelf = new(participant);
        bool own = seen.Item.Sender.Id == participant.Self.Id;
        Decision expected = ItemState.Decide(
            seen.Item, participant.Self, SealedKey.Card, purpose: null, seen.Withdrawn, participant.Time.GetUtcNow(), participant.Agreement.PolicyTerms);
        return own || expected is Decision.Permit ? await shelf.OpenAsync(seen.Item, cancellationToken) : await shelf.OpenKeptAsync(seen.Item, cancellationToken);
    }

    internal string StateOf(SeenItem seen) =>
        ItemState.Of(seen.Item, participant.Self, seen.Withdrawn, participant.Time.GetUtcNow(), participant.Agreement.PolicyTerms);
}
