using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Exchange.Formats.Primitives;

/// <summary>The secret half of an Ed25519 key (RFC 8032): a 32-byte seed, zeroed on disposal.</summary>
public sealed class Ed25519SigningKey : IDisposable
{
    public const int SeedSize = 32;

    private readonly byte[] seed;

    /// <exception cref="MalformedException">The seed has not 32 bytes.</exception>
    public Ed25519SigningKey(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedSize)
        {
            throw new MalformedException("an Ed25519 seed has 32 bytes");
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

    /// <summary>A copy of the seed for the caller to seal into a key file and to zero.</summary>
    public byte[] ExportSeed() => [.. seed];

    /// <summary>64 bytes.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        byte[] signature = new byte[Ed25519PublicKey.SignatureSize];
        Ed25519.Sign(seed, 0, message.ToArray(), 0, message.Length, signature, 0);
        return signature;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(seed);
}
