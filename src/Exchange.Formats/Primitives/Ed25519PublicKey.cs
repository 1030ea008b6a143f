using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Exchange.Formats.Primitives;

/// <summary>Ed25519 (RFC 8032): public key 32 bytes, signature 64 bytes.</summary>
public sealed record Ed25519PublicKey
{
    public const int Size = 32;
    public const int SignatureSize = 64;

    private readonly byte[] key;

    /// <exception cref="MalformedException">Not 32 bytes.</exception>
    public Ed25519PublicKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != Size)
        {
            throw new MalformedException($"an Ed25519 public key has {Size} bytes, not {key.Length}");
        }

        this.key = key.ToArray();
    }

    public ReadOnlySpan<byte> Bytes => key;

    /// <summary>SHA-256 of the raw public key: how envelopes and statements name a key.</summary>
    public Sha256Digest KeyId => Sha256Digest.Of(key);

    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        signature.Length == SignatureSize && Ed25519.Verify(signature.ToArray(), 0, key, 0, message.ToArray(), 0, message.Length);

    public bool Equals(Ed25519PublicKey? other) => other is not null && key.AsSpan().SequenceEqual(other.key);

    public override int GetHashCode() => KeyId.GetHashCode();

    public override string ToString() => StrictBase64.Encode(key);
}
