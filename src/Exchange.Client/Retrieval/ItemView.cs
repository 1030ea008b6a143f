using Exchange.Client.Items;
using Exchange.Contract.Items;
using Exchange.Reports.Cards;

namespace Exchange.Client.Retrieval;

/// <summary>All that can be shown of an item without opening its contents.</summary>
/// <param name="Received">The time of its submission's entry.</param>
/// <param name="State">See <see cref="ItemState"/>.</param>
/// <param name="PolicyLines">The policy in force in plain English.</param>
/// <param name="Card">Null while the card does not show.</param>
public sealed record ItemView(VerifiedItem Item, DateTimeOffset Received, string State, IReadOnlyList<string> PolicyLines, Card? Card)
{
    /// <summary>What has changed since it was handed in, and what it waits for: plain sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
