using System.Security.Cryptography;
using Rfc7748 = Org.BouncyCastle.Math.EC.Rfc7748.X25519;

namespace Exchange.Formats.Primitives;

/// <summary>X25519 (RFC 7748 section 5): secret keys, public keys and shared secrets have 32 bytes each.</summary>
internal static class X25519
{
    public const int KeySize = 32;

    /// <summary>The public key of a secret key: the product with the base point.</summary>
    public static byte[] PublicKeyOf(ReadOnlySpan<byte> secretKey)
    {
        byte[] scalar = secretKey.ToArray();
        byte[] publicKey = new byte[KeySize];
        Rfc7748.GeneratePublicKey(scalar, 0, publicKey, 0);
        CryptographicOperations.ZeroMemory(scalar);
        return publicKey;
    }

    /// <summary>
    /// Writes the 32-byte shared secret. False, and all zero, where the public key is a point of low order: such a
    /// secret is known to everybody (RFC 7748 section 6.1).
    /// </summary>
    public static bool TryAgree(ReadOnlySpan<byte> secretKey, ReadOnlySpan<byte> publicKey, Span<byte> sharedSecret)
    {
        byte[] scalar = secretKey.ToArray();
        byte[] shared = new byte[KeySize];
        try
        {
            bool contributory = Rfc7748.CalculateAgreement(scalar, 0, publicKey.ToArray(), 0, shared, 0);
            shared.CopyTo(sharedSecret);
            return contributory;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(scalar);
            CryptographicOperations.ZeroMemory(shared);
        }
    }

    /// <summary>Whether every agreement with this public key is the all-zero secret.</summary>
    public static bool IsLowOrder(ReadOnlySpan<byte> publicKey)
    {
        // Clamped scalars are multiples of the cofactor, so any one of them tells.
        Span<byte> anyScalar = stackalloc byte[KeySize];
        Span<byte> shared = stackalloc byte[KeySize];
        anyScalar.Fill(1);
        return !TryAgree(anyScalar, publicKey, shared);
    }
}
