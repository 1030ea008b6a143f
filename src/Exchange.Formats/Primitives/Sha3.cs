using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;

namespace Exchange.Formats.Primitives;

/// <summary>SHA3-256 and SHAKE256 (FIPS 202) of the platform, else BouncyCastle's where the platform lacks them.</summary>
internal static class Sha3
{
    public const int Size256 = 32;

    public static void Hash256(ReadOnlySpan<byte> data, Span<byte> digest)
    {
        if (SHA3_256.IsSupported)
        {
            SHA3_256.HashData(data, digest);
        }
        else
        {
            ManagedHash256(data, digest);
        }
    }

    public static void ExpandShake256(ReadOnlySpan<byte> data, Span<byte> output)
    {
        if (Shake256.IsSupported)
        {
            Shake256.HashData(data, output);
        }
        else
        {
            ManagedShake256(data, output);
        }
    }

    internal static void ManagedHash256(ReadOnlySpan<byte> data, Span<byte> digest)
    {
        Sha3Digest hash = new(256);
        hash.BlockUpdate(data);
        hash.DoFinal(digest);
    }

    internal static void ManagedShake256(ReadOnlySpan<byte> data, Span<byte> output)
    {
        ShakeDigest hash = new(256);
        hash.BlockUpdate(data);
        hash.OutputFinal(output);
    }
}
