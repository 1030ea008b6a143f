using Exchange.Client.Errors;
using Exchange.Client.Items;
using Exchange.Client.Release;
using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;
using Exchange.Reports.Cards;

namespace Exchange.Client.Governance;

/// <summary>Finds the terms that an item's policy names, in its card.</summary>
public sealed class TermsReader(Participant participant)
{
    /// <exception cref="ClientException">The item has no terms, or its card does not show.</exception>
    /// <exception cref="VerificationException">The card holds other terms than the policy names.</exception>
    public async Task<TermsText> ReadAsync(ItemId id, CancellationToken cancellationToken)
    {
        SeenItem seen = await new ItemReader(participant).GetAsync(id, cancellationToken);
        Sha256Digest named = seen.Policy.Terms
            ?? throw new ClientException(ExitCode.Failed, "The item has no terms to acknowledge.", "Its policy names none.", "");
        OwnSituation own = await new SituationReader(participant).OwnAsync(seen, cancellationToken);
        Card card = await new CardShelf(participant).ShowAsync(seen, own.State, cancellationToken)
            ?? throw new ClientException(
                ExitCode.Denied,
                "The terms cannot be read yet.",
                "They stand in the card, which does not show.",
                $"See why: exchange policy explain {id}");
        return card.Terms is { } terms && terms.Matches(named)
            ? terms
            : throw new VerificationException(
                VerificationFault.CardUnreadable,
                $"the card of {id} holds other terms than the policy names");
    }
}
