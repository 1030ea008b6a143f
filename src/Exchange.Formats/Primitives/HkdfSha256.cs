using System.Security.Cryptography;

namespace Exchange.Formats.Primitives;

/// <summary>HKDF with SHA-256 (RFC 5869): at most 8160 bytes of output.</summary>
internal static class HkdfSha256
{
    public const int HashSize = 32;

    /// <summary>Extract, then expand, to as many bytes as <paramref name="output"/> holds.</summary>
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
