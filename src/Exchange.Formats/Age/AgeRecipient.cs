namespace Exchange.Formats.Age;

/// <summary>
/// A key to seal files to: <see cref="HybridRecipient"/>, <see cref="X25519Recipient"/> or <see cref="ScryptRecipient"/>.
/// </summary>
public abstract class AgeRecipient
{
    private protected AgeRecipient()
    {
    }

    /// <summary>Whether a file sealed to this recipient is safe from a quantum computer.</summary>
    public abstract bool IsPostQuantum { get; }

    /// <summary>The length of this recipient's stanza in the header, in bytes.</summary>
    internal abstract int StanzaLength { get; }

    /// <summary>Reads <c>age1pq1…</c> or <c>age1…</c>.</summary>
    /// <exception cref="AgeException">It is neither; the message says what is wrong with it.</exception>
    public static AgeRecipient Parse(string text) => text.StartsWith(HybridRecipient.Prefix + "1", StringComparison.Ordinal)
        ? HybridRecipient.Parse(text)
        : X25519Recipient.Parse(text);

    internal abstract Stanza Wrap(FileKey fileKey);

    /// <summary>
    /// Why a text is not a recipient. Quotes its first characters only if they are those of a recipient: people paste identities, too.
    /// </summary>
    private protected static AgeException Malformed(string text, string expected)
    {
        string first = text[..Math.Min(text.Length, 12)];
        string what = first.StartsWith("age1", StringComparison.Ordinal) && first.All(char.IsAsciiLetterOrDigit)
            ? $"\"{first}…\" ({text.Length} characters) is not {expected}: it is cut off, mistyped or not a usable key"
            : text.StartsWith("AGE-SECRET-KEY-", StringComparison.OrdinalIgnoreCase)
                ? $"a secret key was given where {expected} is expected"
                : $"a text that does not begin with age1 was given where {expected} is expected";
        return new AgeException(AgeFault.Key, what);
    }
}
