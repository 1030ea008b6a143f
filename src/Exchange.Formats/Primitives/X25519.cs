using System.Security.Cryptography;
using Rfc7748 = Org.BouncyCastle.Math.EC.Rfc7748.X25519;

namespace Exchange.Formats.Primitives;

//
//  X25519
//
//      Diffie-Hellman on Curve25519.
//
//  References:
//
//      RFC 7748 - Elliptic Curves for Security, sections 5 (the function) and 6.1 (the exchange, and the check for an
//        all-zero secret)
//
//  Parameters:
//
//      Secret key - 32 bytes, clamped when used.
//      Public key - 32 bytes, a u-coordinate.
//      Shared secret - 32 bytes.
//
/// <summary>Key agreement over X25519.</summary>
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
    /// Writes the 32-byte shared secret. If the public key is a point of low order the secret is all zero, which everybody
    /// knows, and the result is false (RFC 7748 section 6.1).
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
        // Clamped scalars are multiples of the cofactor, so any one of them shows it.
        Span<byte> anyScalar = stackalloc byte[KeySize];
        Span<byte> shared = stackalloc byte[KeySize];
        anyScalar.Fill(1);
        return !TryAgree(anyScalar, publicKey, shared);
    }
}
