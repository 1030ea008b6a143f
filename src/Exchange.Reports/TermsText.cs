using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Exchange.Formats.Primitives;

namespace Exchange.Reports;

/// <summary>
/// Terms that each reader must acknowledge, with the random salt that hides them: a policy, which more people see than the card,
/// names only the digest of both. The text may be hostile: show its <see cref="Lines"/>.
/// </summary>
[JsonConverter(typeof(TermsTextJson))]
public sealed record TermsText
{
    /// <summary>Bytes of the salt.</summary>
    public const int SaltSize = 32;

    /// <summary>Bytes of the text in UTF-8.</summary>
    public const int MaxBytes = 8 * 1024;

    private TermsText(string salt, string text)
    {
        Salt = salt;
        Text = text;
    }

    /// <summary>Base64 of <see cref="SaltSize"/> random bytes.</summary>
    public string Salt { get; }

    /// <summary>As it was hashed: lines that end in a line feed, no other control characters, no blank line first or last.</summary>
    public string Text { get; }

    /// <summary>SHA-256 over the salt's bytes and then the text in UTF-8: what the policy names.</summary>
    public Sha256Digest Digest => Sha256Digest.Of([.. StrictBase64.Decode(Salt), .. Encoding.UTF8.GetBytes(Text)]);

    /// <summary>The text line by line, safe for a terminal.</summary>
    public IEnumerable<string> Lines => Text.Split('\n').Select(line => TerminalText.Safe(line, MaxBytes));

    /// <summary>Terms of one's own, under a fresh salt. Line ends of any system are read, tabs become a blank.</summary>
    /// <exception cref="MalformedException">Nothing, too much, or a character that would not be seen as it is: which line, and why.</exception>
    public static TermsText Of(string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int index = 0; index < lines.Length; index++)
        {
            string shown = TerminalText.Safe(lines[index], int.MaxValue);
            if (shown.Contains('\uFFFD', StringComparison.Ordinal))
            {
                throw new MalformedException($"line {index + 1} of the terms has a character that nobody would see, such as a control or a direction mark");
            }

            lines[index] = shown.TrimEnd();
        }

        return Read(StrictBase64.Encode(RandomNumberGenerator.GetBytes(SaltSize)), string.Join('\n', lines).Trim('\n'));
    }

    /// <summary>Terms as a card holds them.</summary>
    /// <exception cref="MalformedException">Another salt or text than terms have.</exception>
    public static TermsText Read(string salt, string text)
    {
        if (!StrictBase64.TryDecode(salt, out byte[] bytes) || bytes.Length != SaltSize)
        {
            throw new MalformedException($"the salt of terms is base64 of {SaltSize} bytes");
        }

        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxBytes || Encoding.UTF8.GetByteCount(text) > MaxBytes)
        {
            throw new MalformedException($"terms have 1 to {MaxBytes} bytes");
        }

        return IsText(text) ? new TermsText(salt, text) : throw new MalformedException("terms are printable text and line feeds");
    }

    /// <summary>Whether these are the terms that a policy names.</summary>
    public bool Matches(Sha256Digest terms) => Digest == terms;

    // What counts as printable changes from one edition of Unicode to the next, so what came sealed is held only to what never
    // does; whoever shows it makes it safe by what holds there.
    private static bool IsText(string text) =>
        text.All(character => character == '\n' || !char.IsControl(character)) && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;
}
