using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;

namespace Exchange.Formats.Primitives;

//
//  SHA3-256 and SHAKE256
//
//      A hash function and an extendable-output function, both from Keccak.
//
//  References:
//
//      FIPS 202 - SHA-3 Standard: Permutation-Based Hash and Extendable-Output Functions
//
//  Parameters:
//
//      SHA3-256 digest - 32 bytes.
//      SHAKE256 output - any length.
//
/// <summary>SHA3-256 and SHAKE256 from the platform, or from BouncyCastle if the platform lacks them.</summary>
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
