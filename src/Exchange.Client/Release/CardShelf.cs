using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Client.Items;
using Exchange.Client.Transfer;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Formats.Age;
using Exchange.Reports.Cards;

namespace Exchange.Client.Release;

/// <summary>
/// Cards, opened each time from what is kept: the sealed part 0, and the grant as it came. Nothing opened is kept, so whoever has
/// the home without its keys has nothing.
/// </summary>
internal sealed class CardShelf(Participant participant)
{
    /// <summary>
    /// The card, where the service would show it: it is not asked for what it would deny, since each denial is an event.
    /// </summary>
    /// <exception cref="VerificationException">What came is not the card of this item.</exception>
    public async Task<Card?> ShowAsync(SeenItem seen, AccessState state, CancellationToken cancellationToken)
    {
        bool own = seen.Verified.Sender.Id == participant.Self.Id && seen.Sealed.Contains(SealedKey.Card);
        return own || ItemState.Decide(seen, SealedKey.Card, purpose: null, state, participant) is Decision.Permit
            ? await OpenAsync(seen, cancellationToken)
            : await OpenKeptAsync(seen.Verified, cancellationToken);
    }

    /// <summary>The kept card, otherwise by asking; null where the service denies it.</summary>
    /// <exception cref="VerificationException">What came is not the card of this item.</exception>
    public async Task<Card?> OpenAsync(SeenItem seen, CancellationToken cancellationToken)
    {
        VerifiedItem item = seen.Verified;

        // 1. What is kept is checked against the statement like what arrives; what no longer matches is fetched again.
        if (await OpenKeptAsync(item, cancellationToken) is { } kept)
        {
            return kept;
        }

        // 2. The part first, so that a broken download leaves no event without a card.
        byte[] sealedCard = await FetchAsync(item, cancellationToken);
        ReleaseOutcome outcome = await new ReleaseDoor(participant).AskAsync(seen, SealedKey.Card, purpose: null, cancellationToken);
        if (outcome.Grant is not { } grant)
        {
            return null;
        }

        // 3. Kept only once it has been found to be right.
        Card card = Open(item, grant.Span, sealedCard);
        AtomicFile.WriteSecret(GrantPath(item), grant.Span);
        AtomicFile.WriteSecret(CardPath(item), sealedCard);
        return card;
    }

    /// <summary>The card as far as it is kept here; null where it is not, or cannot be opened with the present keys.</summary>
    public async Task<Card?> OpenKeptAsync(VerifiedItem item, CancellationToken cancellationToken)
    {
        if (!File.Exists(GrantPath(item)) || !File.Exists(CardPath(item)))
        {
            return null;
        }

        try
        {
            byte[] grant = await File.ReadAllBytesAsync(GrantPath(item), cancellationToken);
            byte[] sealedCard = await File.ReadAllBytesAsync(CardPath(item), cancellationToken);
            return Open(item, grant, sealedCard);
        }
        catch (VerificationException)
        {
            // Nobody vouches for these files: they may be damaged, or sealed to keys that have been rotated since.
            return null;
        }
    }

    private Card Open(VerifiedItem item, ReadOnlySpan<byte> grant, ReadOnlySpan<byte> sealedCard)
    {
        using HybridIdentity key = GrantOpener.Open(grant, item, SealedKey.Card, participant.Self.Id, participant.Keys.Identity);
        return CardOpener.Open(sealedCard, item, key);
    }

    private async Task<byte[]> FetchAsync(VerifiedItem item, CancellationToken cancellationToken)
    {
        using MemoryStream memory = new();
        await new PartFetcher(participant).FetchAsync(item, item.Parts[0], memory, held: null, cancellationToken);
        return memory.ToArray();
    }

    private string GrantPath(VerifiedItem item) => Path.Combine(participant.Home.GrantsFolder, $"{item.Id}.card.age");

    private string CardPath(VerifiedItem item) => Path.Combine(participant.Home.CardsFolder, $"{item.Id}.age");
}
