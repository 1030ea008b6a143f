using Exchange.Client.Items;
using Exchange.Contract.Ids;
using Exchange.Reports.Cards;

namespace Exchange.Client.Lists;

/// <summary>One line of the inbox.</summary>
/// <param name="Sender">The sender as of the membership that signed.</param>
/// <param name="Title">The card's own text, which may be hostile; null while the card does not show.</param>
/// <param name="State">See <see cref="ItemState"/>.</param>
public sealed record InboxEntry(
    ItemId Item, string Kind, MemberName Sender, DateTimeOffset Received, string? Title, string State, Card? Card)
{
    /// <summary>What the item waits for from the member.</summary>
    public IReadOnlyList<Waiting> Waits { get; init; } = [];

    /// <summary>The newest item that its sender put in its place, as far as the member sees it.</summary>
    public ItemId? SupersededBy { get; init; }

    /// <summary>Who opened it; only of what the member sent.</summary>
    public IReadOnlyList<Opening> Openings { get; init; } = [];
}
