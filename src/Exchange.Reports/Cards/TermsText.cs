using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Exchange.Formats.Primitives;
using Exchange.Formats.Safety;

namespace Exchange.Reports.Cards;

/// <summary>
/// Terms that each reader must acknowledge, with the random salt that hides them: a policy, which more people see than the card,
/// contains only the digest of both. The text may be hostile: show it only through <see cref="Lines"/>.
/// </summary>
[JsonConverter(typeof(TermsTextJson))]
public sealed record TermsText
{
    /// <summary>The size of the salt in bytes.</summary>
    public const int SaltSize = 32;

    /// <summary>The largest text, in bytes of UTF-8.</summary>
    public const int MaxBytes = 8 * 1024;

    private TermsText(string salt, string text)
    {
        Salt = salt;
        Text = text;
    }

    /// <summary>Base64 of <see cref="SaltSize"/> random bytes.</summary>
    public string Salt { get; }

    /// <summary>The text as hashed: lines separated by line feeds, no other control characters, no blank line first or last.</summary>
    public string Text { get; }

    /// <summary>SHA-256 of the bytes of the salt followed by the text in UTF-8: this is in the policy.</summary>
    public Sha256Digest Digest => Sha256Digest.Of([.. StrictBase64.Decode(Salt), .. Encoding.UTF8.GetBytes(Text)]);

    /// <summary>The text line by line, safe for a terminal.</summary>
    public IEnumerable<string> Lines => Text.Split('\n').Select(line => TerminalText.Safe(line, MaxBytes));

    /// <summary>Makes new terms under a fresh salt. Line ends of any system are accepted; a tab becomes a space.</summary>
    /// <exception cref="MalformedException">The text is empty, is too long, or has an invisible character.</exception>
    public static TermsText Of(string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int index = 0; index < lines.Length; index++)
        {
            string shown = TerminalText.Safe(lines[index], int.MaxValue);
            if (shown.Contains('\uFFFD', StringComparison.Ordinal))
            {
                throw new MalformedException(
                    $"line {index + 1} of the terms has an invisible character, such as a control character or a direction mark");
            }

            lines[index] = shown.TrimEnd();
        }

        return Read(StrictBase64.Encode(RandomNumberGenerator.GetBytes(SaltSize)), string.Join('\n', lines).Trim('\n'));
    }

    /// <summary>Reads the salt and text of terms in a card.</summary>
    /// <exception cref="MalformedException">The salt or the text is not valid for terms.</exception>
    public static TermsText Read(string salt, string text)
    {
        if (!StrictBase64.TryDecode(salt, out byte[] bytes) || bytes.Length != SaltSize)
        {
            throw new MalformedException($"the salt of the terms must be base64 of {SaltSize} bytes");
        }

        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxBytes || Encoding.UTF8.GetByteCount(text) > MaxBytes)
        {
            throw new MalformedException($"the terms must have 1 to {MaxBytes} bytes of text");
        }

        return IsText(text)
            ? new TermsText(salt, text)
            : throw new MalformedException("the terms must contain only printable text and line feeds");
    }

    /// <summary>Whether these are the terms whose digest is in a policy.</summary>
    public bool Matches(Sha256Digest terms) => Digest == terms;

    // What is printable changes with each version of Unicode, so sealed text is checked only against what never changes. The code
    // that shows it makes it safe for its own version.
    private static bool IsText(string text) => text.All(character => character == '\n' || !char.IsControl(character))
        && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;
}

/// <summary>Terms in a card: <c>{"salt": base64, "text": "…"}</c>. Unknown members are ignored, as everywhere in a card.</summary>
internal sealed class TermsTextJson : JsonConverter<TermsText>
{
    public override TermsText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        JsonElement terms = JsonElement.ParseValue(ref reader);
        if (terms.ValueKind != JsonValueKind.Object || Text(terms, "salt") is not { } salt || Text(terms, "text") is not { } text)
        {
            throw new JsonException("the terms must have a salt and a text");
        }

        try
        {
            return TermsText.Read(salt, text);
        }
        catch (MalformedException malformed)
        {
            throw new JsonException(malformed.Message);
        }
    }

    public override void Write(Utf8JsonWriter writer, TermsText value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("salt", value.Salt);
        writer.WriteString("text", value.Text);
        writer.WriteEndObject();
    }

    private static string? Text(JsonElement terms, string name) =>
        terms.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
