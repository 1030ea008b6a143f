namespace Exchange.Formats.Age;

/// <summary>What an opener demands of a file, and where it stops.</summary>
public sealed record AgeOpenOptions
{
    /// <summary>Room for the most recipients that we seal to.</summary>
    public const int DefaultMaxHeaderBytes = 2 * 1024 * 1024;

    public static AgeOpenOptions Default { get; } = new();

    /// <summary>Exactly one stanza, of the post-quantum kind: how the parts of an item are sealed.</summary>
    public bool RequireSinglePostQuantumStanza { get; init; }

    /// <summary>Every stanza of the post-quantum kind: how grants are sealed.</summary>
    public bool RequirePostQuantum { get; init; }

    /// <summary>The specification sets no limit, and a header is held in memory.</summary>
    public int MaxHeaderBytes { get; init; } = DefaultMaxHeaderBytes;

    /// <summary>Null: no limit.</summary>
    public long? MaxPlaintextBytes { get; init; }

    /// <exception cref="AgeException"><see cref="AgeFault.WeakStanza"/> or, for a passphrase beside anything else, <see cref="AgeFault.Header"/>.</exception>
    internal void Check(IReadOnlyList<Stanza> stanzas)
    {
        if (RequireSinglePostQuantumStanza && stanzas.Count != 1)
        {
            throw new AgeException(AgeFault.WeakStanza, $"the file is sealed to {stanzas.Count} recipients, where exactly one is allowed");
        }

        if ((RequireSinglePostQuantumStanza || RequirePostQuantum) && stanzas.Any(s => s.Kind != HybridRecipient.StanzaKind))
        {
            throw new AgeException(AgeFault.WeakStanza, "the file is sealed to a recipient that is not post-quantum");
        }

        if (stanzas.Count > 1 && stanzas.Any(s => s.Kind == ScryptRecipient.StanzaKind))
        {
            throw new AgeException(AgeFault.Header, "a passphrase must be a file's only recipient");
        }
    }

    internal void CheckPlaintextLength(long length)
    {
        if (length > MaxPlaintextBytes)
        {
            throw new AgeException(AgeFault.TooLarge, $"the file holds more than {MaxPlaintextBytes} bytes");
        }
    }
}
