using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tlog;

/// <summary>Cosigns checkpoints as a witness (C2SP tlog-cosignature v1, type 04). Owns the key, which must sign nothing else.</summary>
internal sealed class CosignatureSigner(string name, Ed25519SigningKey key) : IDisposable
{
    public NoteVerifierKey VerifierKey { get; } = new(name, NoteKeyType.CosignatureV1, key.PublicKey);

    /// <summary>States that at this time (in whole seconds) this was the largest checkpoint of its log seen by the witness.</summary>
    public NoteSignature Sign(Checkpoint checkpoint, DateTimeOffset time)
    {
        long seconds = time.ToUnixTimeSeconds();
        ArgumentOutOfRangeException.ThrowIfNegative(seconds, nameof(time));
        byte[] signature = key.Sign(CosignatureFormat.Message(seconds, checkpoint.Encode()));
        return new NoteSignature(VerifierKey.Name, VerifierKey.KeyId, CosignatureFormat.Encode(seconds, signature));
    }

    public void Dispose() => key.Dispose();
}
