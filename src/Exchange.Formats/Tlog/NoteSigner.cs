using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tlog;

/// <summary>Signs notes under a name with an Ed25519 key (C2SP signed-note, type 01). Owns the key.</summary>
public sealed class NoteSigner(string name, Ed25519SigningKey key) : IDisposable
{
    public NoteVerifierKey VerifierKey { get; } = new(name, NoteKeyType.Ed25519, key.PublicKey);

    /// <summary>Signs a text that ends with a newline.</summary>
    /// <exception cref="MalformedException">The text is not allowed in a note.</exception>
    public NoteSignature Sign(string text) => NoteName.IsText(text)
        ? new NoteSignature(VerifierKey.Name, VerifierKey.KeyId, key.Sign(NoteName.Utf8.GetBytes(text)))
        : throw new MalformedException("the text of a note must end with a newline and have no control characters except newlines");

    public void Dispose() => key.Dispose();
}
