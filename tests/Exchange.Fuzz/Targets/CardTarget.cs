using System.Text;
using Exchange.Formats.Safety;
using Exchange.Fuzz.Samples;
using Exchange.Reports.Cards;

namespace Exchange.Fuzz.Targets;

/// <summary>
/// A card as it comes out of a seal: what is read encodes to a card that is read the same, and whatever text is in it, it is
/// shown without a character that a terminal obeys, and each file's name becomes one that a folder can hold.
/// </summary>
internal static class CardTarget
{
    public static FuzzTarget Create() => FuzzTarget.Of(
        "card", static input => CardJson.Parse(input), static (_, card) => Hold(card), Seeds) with
    {
        Words =
        [
            "{\"schema\":\"exchange-card/1\",\"kind\":\"", "\"title\":\"", "\"files\":[{\"part\":1,\"name\":\"", "\",\"bytes\":",
            "\"evaluation\":{\"task\":\"", "\"scores\":[", "\"metrics\":[", "\"usage\":[", "\"tags\":[", "\"warnings\":[",
            "\"terms\":{\"salt\":\"", "\"text\":\"", "null", "NaN", "1e999", "\\u202e", "\\u001b", "\\ud800", "../", "CON",
        ],
    };

    /// <summary>What must hold of every card, however it came to be.</summary>
    public static void Hold(Card card)
    {
        HoldShown(CardText.Lines(card));

        // Escapes may make a card longer than it came, and then it is no card that could be sent.
        if (Promise.OrRefused(() => CardJson.Encode(card)) is { } encoded)
        {
            Promise.SameBytes(encoded, CardJson.Encode(CardJson.Parse(encoded)));
        }

        HashSet<string> taken = new(StringComparer.Ordinal);
        foreach (CardFile file in card.Files)
        {
            string name = SafeFileName.From(file.Name, taken);
            bool safe = name.Length > 0 && name[0] is not ('.' or '-') && name[^1] is not ('.' or ' ')
                && Encoding.UTF8.GetByteCount(name) <= SafeFileName.MaxBytes && !name.AsSpan().ContainsAny('/', '\\', ':');
            Promise.Holds(safe && name == Path.GetFileName(name), "a file's name is not safe to create");
        }

        Promise.Holds(taken.Count == card.Files.Count, "two files of a card become one");
    }

    public static void HoldShown(IEnumerable<string> lines) =>
        Promise.Holds(
            lines.All(line => line.EnumerateRunes()
                .All(rune => !Rune.IsControl(rune) && rune.Value is not (>= 0x202a and <= 0x202e) and not (>= 0x2066 and <= 0x2069))),
            "a line for a terminal holds what a terminal obeys");

    private static IEnumerable<Seed> Seeds() =>
    [
        new(
            "document",
            CardJson.Encode(new Card { Kind = CardKind.Document, Title = "Minutes", Files = [new CardFile(1, "minutes.pdf", 1234)] })),
        new("evaluation", CardJson.Encode(SampleCards.Evaluation)),
        new(
            "terms",
            CardJson.Encode(new Card
            {
                Kind = CardKind.Document,
                Title = "t",
                Terms = TermsText.Read("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "Not to leave\n\nthe \u202e building."),
            })),
        new(
            "with-unknown-members",
            Encoding.UTF8.GetBytes(
                " {\"schema\":\"exchange-card/1\",\"more\":[{}],\"kind\":\"document\",\"title\":\"t\",\"files\":[]} \n")),
    ];
}
