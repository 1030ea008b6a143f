using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Exchange.Formats.Primitives;

//
//  Ed25519
//
//      Digital signatures: EdDSA over edwards25519, "pure" (the message is not hashed first).
//
//  References:
//
//      RFC 8032 - Edwards-Curve Digital Signature Algorithm (EdDSA), section 5.1
//
//  Parameters:
//
//      Private key - 32 bytes, the seed (RFC 8032 section 5.1.5); see Ed25519SigningKey.
//      Public key - 32 bytes, an encoded point.
//      Signature - 64 bytes: an encoded point R and a scalar S.
//
/// <summary>An Ed25519 public key, which verifies signatures.</summary>
public sealed record Ed25519PublicKey
{
    public const int Size = 32;
    public const int SignatureSize = 64;

    private readonly byte[] key;

    /// <exception cref="MalformedException">The key is not 32 bytes.</exception>
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
