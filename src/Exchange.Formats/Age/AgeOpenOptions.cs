namespace Exchange.Formats.Age;

/// <summary>What an opener requires of a file, and its limits.</summary>
public sealed record AgeOpenOptions
{
    /// <summary>Enough for the largest number of recipients that we seal to.</summary>
    public const int DefaultMaxHeaderBytes = 2 * 1024 * 1024;

    public static AgeOpenOptions Default { get; } = new();

    /// <summary>Exactly one stanza, and it is post-quantum: the parts of an item are sealed this way.</summary>
    public bool RequireSinglePostQuantumStanza { get; init; }

    /// <summary>Every stanza is post-quantum: grants are sealed this way.</summary>
    public bool RequirePostQuantum { get; init; }

    /// <summary>The specification sets no limit, but a header is held in memory.</summary>
    public int MaxHeaderBytes { get; init; } = DefaultMaxHeaderBytes;

    /// <summary>Null for no limit.</summary>
    public long? MaxPlaintextBytes { get; init; }

    /// <exception cref="AgeException">
    /// <see cref="AgeFault.WeakStanza"/>, or <see cref="AgeFault.Header"/> if a passphrase is not the only recipient.
    /// </exception>
    internal void Check(IReadOnlyList<Stanza> stanzas)
    {
        if (RequireSinglePostQuantumStanza && stanzas.Count != 1)
        {
            throw new AgeException(AgeFault.WeakStanza, $"the file is sealed to {stanzas.Count} recipients; exactly one is allowed");
        }

        if ((RequireSinglePostQuantumStanza || RequirePostQuantum) && stanzas.Any(s => s.Kind != HybridRecipient.StanzaKind))
        {
            throw new AgeException(AgeFault.WeakStanza, "the file is sealed to a recipient that is not post-quantum");
        }

        if (stanzas.Count > 1 && stanzas.Any(s => s.Kind == ScryptRecipient.StanzaKind))
        {
            throw new AgeException(
                AgeFault.Header, "the file is sealed to a passphrase and to other recipients; a passphrase must be the only one");
        }
    }

    internal void CheckPlaintextLength(long length)
    {
        if (length > MaxPlaintextBytes)
        {
            throw new AgeException(AgeFault.TooLarge, $"the file contains more than {MaxPlaintextBytes} bytes");
        }
    }
}
