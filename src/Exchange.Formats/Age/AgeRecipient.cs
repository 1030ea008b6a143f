namespace Exchange.Formats.Age;

/// <summary>Whom a file is sealed to: <see cref="HybridRecipient"/>, <see cref="X25519Recipient"/> or <see cref="ScryptRecipient"/>.</summary>
public abstract class AgeRecipient
{
    private protected AgeRecipient()
    {
    }

    /// <summary>Whether a file sealed to it stays secret from a quantum computer.</summary>
    public abstract bool IsPostQuantum { get; }

    /// <summary>The length of its stanza in the header, in bytes.</summary>
    internal abstract int StanzaLength { get; }

    /// <summary>Reads <c>age1pq1…</c> or <c>age1…</c>.</summary>
    /// <exception cref="AgeException">Neither.</exception>
    public static AgeRecipient Parse(string text) =>
        text.StartsWith(HybridRecipient.Prefix + "1", StringComparison.Ordinal) ? HybridRecipient.Parse(text) : X25519Recipient.Parse(text);

    internal abstract Stanza Wrap(FileKey fileKey);
}
