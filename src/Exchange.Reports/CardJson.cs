using System.Text.Json;
using Exchange.Formats.Primitives;

namespace Exchange.Reports;

/// <summary>The card as JSON in UTF-8: camelCase, at most <see cref="Card.MaxBytes"/>, members that are null left out.</summary>
public static class CardJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <exception cref="MalformedException">The card is larger than a card may be.</exception>
    public static byte[] Encode(Card card)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(card, CardJsonContext.Default.Card);
        CheckSize(json.Length);
        return json;
    }

    /// <summary>
    /// Reads a card. Unknown members are passed over, so that a card may gain members; white space around it is allowed,
    /// so that it may be padded.
    /// </summary>
    /// <exception cref="MalformedException">Too large or too deep, not JSON, a member twice, missing or of the wrong kind, or another schema.</exception>
    public static Card Parse(ReadOnlySpan<byte> json)
    {
        CheckSize(json.Length);
        Card card;
        try
        {
            // The serializer does not look for duplicates among the members that it passes over, so the reader does.
            card = JsonElement.Parse(json, Strict).Deserialize(CardJsonContext.Default.Card)
                ?? throw new MalformedException("a card is a JSON object");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The exception's own message may quote the card's text, which must not reach a log.
            throw new MalformedException("the card is not the JSON that a card must be");
        }

        if (card.Schema != Card.CurrentSchema)
        {
            throw new MalformedException($"the card's schema is not {Card.CurrentSchema}");
        }

        CheckLists(card);
        return card;
    }

    private static void CheckSize(int length)
    {
        if (length > Card.MaxBytes)
        {
            throw new MalformedException($"a card has at most {Card.MaxBytes} bytes, not {length}");
        }
    }

    /// <summary>The serializer keeps null out of members but not out of lists.</summary>
    private static void CheckLists(Card card)
    {
        bool whole = card.Files.All(file => file is not null)
            && (card.Evaluation is not { } evaluation
                || (evaluation.Scores.All(score => score is not null && score.Metrics.All(metric => metric is not null))
                    && evaluation.Roles?.All(role => role is not null) != false
                    && evaluation.Usage.All(usage => usage is not null)
                    && evaluation.Tags.All(tag => tag is not null)
                    && evaluation.Warnings.All(warning => warning is not null)));
        if (!whole)
        {
            throw new MalformedException("a list of the card holds null");
        }

        for (int index = 0; index < card.Files.Count; index++)
        {
            if (card.Files[index].Part != index + 1 || card.Files[index].Bytes < 0)
            {
                throw new MalformedException("the card's files are not numbered from 1 in order, or have no length");
            }
        }
    }
}
