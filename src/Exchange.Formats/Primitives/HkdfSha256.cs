using System.Security.Cryptography;

namespace Exchange.Formats.Primitives;

//
//  HKDF-SHA256
//
//      Key derivation: extract, then expand, by HMAC-SHA256.
//
//  References:
//
//      RFC 5869 - HMAC-based Extract-and-Expand Key Derivation Function (HKDF)
//
//  Parameters:
//
//      Salt - any length; empty counts as 32 zero bytes.
//      Pseudorandom key - 32 bytes.
//      Output - 1 to 8160 bytes (255 hashes of 32 bytes).
//
/// <summary>HKDF with SHA-256.</summary>
internal static class HkdfSha256
{
    public const int HashSize = 32;

    /// <summary>Extracts, then expands to fill <paramref name="output"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The output is empty or longer than 255 hashes.</exception>
    public static void DeriveKey(ReadOnlySpan<byte> keyMaterial, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> info, Span<byte> output)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(output.Length, 255 * HashSize);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, keyMaterial, output, salt, info);
    }

    public static void Extract(ReadOnlySpan<byte> keyMaterial, ReadOnlySpan<byte> salt, Span<byte> pseudorandomKey) =>
        HKDF.Extract(HashAlgorithmName.SHA256, keyMaterial, salt, pseudorandomKey);

    public static void Expand(ReadOnlySpan<byte> pseudorandomKey, ReadOnlySpan<byte> info, Span<byte> output) =>
        HKDF.Expand(HashAlgorithmName.SHA256, pseudorandomKey, output, info);
}
