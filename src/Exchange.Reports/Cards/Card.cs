using System.Text.Json.Serialization;
using Exchange.Formats.Safety;

namespace Exchange.Reports.Cards;

/// <summary>
/// Part 0 of an item: the small structured metadata that a reader sees before stating a purpose. Its text comes from the sender's
/// files and may be hostile: show it only through <see cref="CardText"/> or <see cref="TerminalText"/>.
/// </summary>
public sealed record Card
{
    public const string CurrentSchema = "exchange-card/1";

    /// <summary>The largest encoded card, in bytes.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>The longest title, in characters.</summary>
    public const int MaxTitle = 200;

    /// <summary>Always <see cref="CurrentSchema"/>.</summary>
    [JsonRequired]
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The item id, set when the card is sealed and checked when it is opened; null in a card that is not yet sealed.</summary>
    public string? Item { get; init; }

    /// <summary>
    /// The sender's name and member id, set when the card is sealed and checked when it is opened; null in a card that is not yet
    /// sealed.
    /// </summary>
    public string? Sender { get; init; }

    /// <summary>One of <see cref="CardKind"/>.</summary>
    public required string Kind { get; init; }

    public required string Title { get; init; }

    /// <summary>The sealed parts from part 1, in order.</summary>
    [JsonRequired]
    public IReadOnlyList<CardFile> Files { get; init; } = [];

    /// <summary>The terms that each reader must acknowledge before opening the content; null if the policy has none.</summary>
    public TermsText? Terms { get; init; }

    /// <summary>What the evaluation log says about itself; null for a document.</summary>
    public Evaluation? Evaluation { get; init; }
}

/// <summary>One sealed part under the sender's name for it. Never write to that name: see <see cref="SafeFileName"/>.</summary>
/// <param name="Part">The part's number in the item, from 1; part 0 is the card.</param>
/// <param name="Name">The sender's name for the file, without folders.</param>
/// <param name="Bytes">Its length before sealing.</param>
public sealed record CardFile(
    [property: JsonRequired] int Part,
    [property: JsonRequired] string Name,
    [property: JsonRequired] long Bytes);

/// <summary>The kinds of item that a file can be submitted as.</summary>
public static class CardKind
{
    /// <summary>An evaluation log in a supported format.</summary>
    public const string EvaluationResult = "evaluation-result";

    /// <summary>Any file.</summary>
    public const string Document = "document";
}
