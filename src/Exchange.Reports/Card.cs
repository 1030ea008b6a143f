using System.Text.Json.Serialization;

namespace Exchange.Reports;

/// <summary>
/// Part 0 of an item: the small structured metadata that a reader sees before stating a purpose. The text in it is the
/// file's own and may be hostile: show it only by way of <see cref="CardText"/> or <see cref="TerminalText"/>.
/// </summary>
public sealed record Card
{
    public const string CurrentSchema = "exchange-card/1";

    /// <summary>The largest encoded card, in bytes.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Always <see cref="CurrentSchema"/>.</summary>
    [JsonRequired]
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The item id, set at sealing and compared by the opener; null in a card not yet sealed.</summary>
    public string? Item { get; init; }

    /// <summary>The sender's name and member id, set at sealing and compared by the opener; null in a card not yet sealed.</summary>
    public string? Sender { get; init; }

    /// <summary>One of <see cref="CardKind"/>.</summary>
    public required string Kind { get; init; }

    public required string Title { get; init; }

    /// <summary>The sealed parts from part 1 on, in order.</summary>
    [JsonRequired]
    public IReadOnlyList<CardFile> Files { get; init; } = [];

    /// <summary>What each reader must acknowledge before opening the contents; null where the policy names no terms.</summary>
    public TermsText? Terms { get; init; }

    /// <summary>What the evaluation log says of itself; null for a document.</summary>
    public Evaluation? Evaluation { get; init; }
}
