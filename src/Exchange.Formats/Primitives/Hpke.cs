using System.Security.Cryptography;

namespace Exchange.Formats.Primitives;

//
//  HPKE, single shot
//
//      Seals and opens one message for one recipient.
//
//  References:
//
//      RFC 9180 - Hybrid Public Key Encryption, section 6.1
//
//  Parameters:
//
//      Encapsulated key - 1120 bytes.
//      Ciphertext - 16 bytes more than the plaintext.
//      Suite and other sizes - see HpkeContext.
//
/// <summary>Single-shot HPKE: SealBase and OpenBase, over X-Wing.</summary>
internal static class Hpke
{
    /// <summary>Returns the encapsulated key and the ciphertext with its tag.</summary>
    /// <exception cref="MalformedException">It is not an X-Wing public key.</exception>
    public static (byte[] Encapsulated, byte[] Ciphertext) SealBase(
        ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> info, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> plaintext)
    {
        Span<byte> randomness = stackalloc byte[XWing.RandomnessSize];
        Span<byte> sharedSecret = stackalloc byte[XWing.SharedSecretSize];
        byte[] encapsulated = new byte[XWing.CiphertextSize];
        RandomNumberGenerator.Fill(randomness);
        try
        {
            XWing.Encapsulate(publicKey, randomness, encapsulated, sharedSecret);
            using HpkeContext context = new(sharedSecret, info);
            return (encapsulated, context.Seal(associatedData, plaintext));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(randomness);
            CryptographicOperations.ZeroMemory(sharedSecret);
        }
    }

    /// <summary>Returns the plaintext, or null if it was not sealed to this key.</summary>
    /// <exception cref="MalformedException">The encapsulated key has a wrong length or a half of low order.</exception>
    public static byte[]? TryOpenBase(
        XWing secretKey,
        ReadOnlySpan<byte> encapsulated,
        ReadOnlySpan<byte> info,
        ReadOnlySpan<byte> associatedData,
        ReadOnlySpan<byte> ciphertext)
    {
        if (encapsulated.Length != XWing.CiphertextSize || ciphertext.Length < HpkeContext.TagSize)
        {
            throw new MalformedException("an HPKE message must have an encapsulated key of 1120 bytes and a ciphertext of at least 16");
        }

        Span<byte> sharedSecret = stackalloc byte[XWing.SharedSecretSize];
        if (!secretKey.TryDecapsulate(encapsulated, sharedSecret))
        {
            throw new MalformedException("the X25519 half of an encapsulated key is a point of low order");
        }

        using HpkeContext context = new(sharedSecret, info);
        CryptographicOperations.ZeroMemory(sharedSecret);
        byte[] plaintext = new byte[ciphertext.Length - HpkeContext.TagSize];
        return context.TryOpen(associatedData, ciphertext, plaintext) ? plaintext : null;
    }
}
