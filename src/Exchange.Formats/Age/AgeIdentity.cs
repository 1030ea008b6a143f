namespace Exchange.Formats.Age;

/// <summary>
/// A key that can open files: <see cref="HybridIdentity"/>, <see cref="X25519Identity"/> or <see cref="ScryptIdentity"/>.
/// Disposing it zeroes the secret.
/// </summary>
public abstract class AgeIdentity : IDisposable
{
    private protected AgeIdentity()
    {
    }

    /// <summary>Reads <c>AGE-SECRET-KEY-PQ-1…</c> or <c>AGE-SECRET-KEY-1…</c>.</summary>
    /// <exception cref="AgeException">It is neither.</exception>
    public static AgeIdentity Parse(string text) =>
        text.StartsWith(HybridIdentity.Prefix + "1", StringComparison.Ordinal) ? HybridIdentity.Parse(text) : X25519Identity.Parse(text);

    public abstract void Dispose();

    /// <summary>The file key, or null if the stanza is not for this identity.</summary>
    /// <exception cref="AgeException">The stanza is of this identity's kind and breaks its rules.</exception>
    internal abstract FileKey? TryUnwrap(Stanza stanza);
}
