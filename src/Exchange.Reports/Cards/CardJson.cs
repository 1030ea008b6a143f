using System.Text.Json;
using System.Text.Json.Serialization;
using Exchange.Formats.Primitives;

namespace Exchange.Reports.Cards;

/// <summary>The card as JSON in UTF-8: camelCase, at most <see cref="Card.MaxBytes"/> bytes, without members that are null.</summary>
public static class CardJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <exception cref="MalformedException">The card is too large.</exception>
    public static byte[] Encode(Card card)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(card, CardJsonContext.Default.Card);
        CheckSize(json.Length);
        return json;
    }

    /// <summary>
    /// Reads a card. Unknown members are ignored, so that cards can gain members; white space around the JSON is allowed, so that a
    /// card can be padded.
    /// </summary>
    /// <exception cref="MalformedException">
    /// It is too large or too deep, is not JSON, has a member twice, missing or of the wrong type, or has a different schema.
    /// </exception>
    public static Card Parse(ReadOnlySpan<byte> json)
    {
        CheckSize(json.Length);
        Card card;
        try
        {
            // The serializer does not check the members that it ignores for duplicates, so the reader does.
            card = JsonElement.Parse(json, Strict).Deserialize(CardJsonContext.Default.Card)
                ?? throw new MalformedException("the card is not a JSON object");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The exception's own message may quote the card, whose text must not reach a log.
            throw new MalformedException("the card is not valid JSON, or its members are not those of a card");
        }

        if (card.Schema != Card.CurrentSchema)
        {
            throw new MalformedException($"the schema of the card is not {Card.CurrentSchema}");
        }

        CheckLists(card);
        return card;
    }

    private static void CheckSize(int length)
    {
        if (length > Card.MaxBytes)
        {
            throw new MalformedException($"the card has {length} bytes; the limit is {Card.MaxBytes}");
        }
    }

    /// <summary>The serializer refuses null for members, but not in lists.</summary>
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
            throw new MalformedException("a list in the card contains null");
        }

        for (int index = 0; index < card.Files.Count; index++)
        {
            if (card.Files[index].Part != index + 1 || card.Files[index].Bytes < 0)
            {
                throw new MalformedException("the files of the card are not numbered from 1 in order, or one has a negative length");
            }
        }
    }
}

/// <summary>
/// <see cref="CardJson"/> checks depth and duplicates before this sees the card. The serializer passes null for a missing member
/// that has an initializer, so every member that is never null is marked as required by <see cref="JsonRequiredAttribute"/>.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Card))]
internal sealed partial class CardJsonContext : JsonSerializerContext;
