using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Exchange.Formats.Primitives;

//
//  Ed25519, the signing half
//
//      Signatures are deterministic: the same key and message give the same 64 bytes.
//
//  References:
//
//      RFC 8032 - Edwards-Curve Digital Signature Algorithm (EdDSA), sections 5.1.5 and 5.1.6
//
//  Parameters:
//
//      Private key - 32 bytes, the seed.
//      Public key and signature - see Ed25519PublicKey.
//
/// <summary>An Ed25519 private key, kept as its 32-byte seed. Disposing it zeroes the seed.</summary>
public sealed class Ed25519SigningKey : IDisposable
{
    public const int SeedSize = 32;

    private readonly byte[] seed;

    /// <exception cref="MalformedException">The seed is not 32 bytes.</exception>
    public Ed25519SigningKey(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedSize)
        {
            throw new MalformedException($"an Ed25519 seed has {SeedSize} bytes, not {seed.Length}");
        }

        this.seed = seed.ToArray();
        byte[] publicKey = new byte[Ed25519PublicKey.Size];
        Ed25519.GeneratePublicKey(this.seed, 0, publicKey, 0);
        PublicKey = new Ed25519PublicKey(publicKey);
    }

    public Ed25519PublicKey PublicKey { get; }

    public static Ed25519SigningKey Generate()
    {
        Span<byte> seed = stackalloc byte[SeedSize];
        RandomNumberGenerator.Fill(seed);
        Ed25519SigningKey key = new(seed);
        CryptographicOperations.ZeroMemory(seed);
        return key;
    }

    /// <summary>A copy of the seed. The caller seals it into a key file and zeroes it.</summary>
    public byte[] ExportSeed() => [.. seed];

    /// <summary>Returns a signature of 64 bytes.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        byte[] signature = new byte[Ed25519PublicKey.SignatureSize];
        Ed25519.Sign(seed, 0, message.ToArray(), 0, message.Length, signature, 0);
        return signature;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(seed);
}
