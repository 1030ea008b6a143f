using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Exchange.Formats.Primitives;

//
//  HPKE, base mode
//
//      Hybrid public key encryption in the one suite that age uses: X-Wing, HKDF-SHA256, ChaCha20-Poly1305.
//
//  References:
//
//      RFC 9180 - Hybrid Public Key Encryption, sections 5.1 (key schedule), 5.2 (encryption) and 5.3 (export)
//      draft-ietf-hpke-pq - Post-Quantum and Post-Quantum/Traditional Hybrid Algorithms for HPKE
//      RFC 8439 - ChaCha20 and Poly1305 for IETF Protocols
//
//  Parameters:
//
//      KEM 0x647a - public key 1216 bytes, encapsulated key 1120 bytes, shared secret 32 bytes.
//      KDF 0x0001 - hash 32 bytes.
//      AEAD 0x0003 - key 32 bytes, nonce 12 bytes, tag 16 bytes.
//
/// <summary>
/// The context of one HPKE sender or receiver. Starts from the KEM's shared secret and counts its nonces. Disposing it zeroes the
/// keys.
/// </summary>
internal sealed class HpkeContext : IDisposable
{
    public const int TagSize = 16;
    private const int NonceSize = 12;

    private readonly byte[] key = new byte[32];
    private readonly byte[] baseNonce = new byte[NonceSize];
    private readonly byte[] exporterSecret = new byte[HkdfSha256.HashSize];
    private ulong sequence;

    public HpkeContext(ReadOnlySpan<byte> sharedSecret, ReadOnlySpan<byte> info)
    {
        Span<byte> scheduleContext = stackalloc byte[1 + (2 * HkdfSha256.HashSize)];
        Span<byte> secret = stackalloc byte[HkdfSha256.HashSize];
        scheduleContext[0] = 0; // mode_base
        LabeledExtract([], "psk_id_hash"u8, [], scheduleContext.Slice(1, HkdfSha256.HashSize));
        LabeledExtract([], "info_hash"u8, info, scheduleContext[(1 + HkdfSha256.HashSize)..]);
        LabeledExtract(sharedSecret, "secret"u8, [], secret);
        LabeledExpand(secret, "key"u8, scheduleContext, key);
        LabeledExpand(secret, "base_nonce"u8, scheduleContext, baseNonce);
        LabeledExpand(secret, "exp"u8, scheduleContext, exporterSecret);
        CryptographicOperations.ZeroMemory(secret);
    }

    internal static ReadOnlySpan<byte> SuiteId => [(byte)'H', (byte)'P', (byte)'K', (byte)'E', 0x64, 0x7a, 0x00, 0x01, 0x00, 0x03];

    internal ReadOnlySpan<byte> Key => key;

    internal ReadOnlySpan<byte> BaseNonce => baseNonce;

    internal ReadOnlySpan<byte> ExporterSecret => exporterSecret;

    /// <summary>Returns ciphertext and tag: 16 bytes more than the plaintext.</summary>
    public byte[] Seal(ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> plaintext)
    {
        byte[] sealedBytes = new byte[plaintext.Length + TagSize];
        using ChaCha20Poly1305 cipher = new(key);
        Span<byte> ciphertext = sealedBytes.AsSpan(0, plaintext.Length);
        cipher.Encrypt(NextNonce(), plaintext, ciphertext, sealedBytes.AsSpan(plaintext.Length), associatedData);
        return sealedBytes;
    }

    /// <summary>False, without plaintext and without using up a nonce, if the tag does not match.</summary>
    public bool TryOpen(ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> sealedBytes, Span<byte> plaintext)
    {
        if (sealedBytes.Length < TagSize)
        {
            return false;
        }

        using ChaCha20Poly1305 cipher = new(key);
        try
        {
            cipher.Decrypt(NextNonce(), sealedBytes[..^TagSize], sealedBytes[^TagSize..], plaintext, associatedData);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            sequence--;
            return false;
        }
    }

    /// <summary>Returns a secret for another use, bound to this context.</summary>
    public byte[] Export(ReadOnlySpan<byte> exporterContext, int length)
    {
        byte[] exported = new byte[length];
        LabeledExpand(exporterSecret, "sec"u8, exporterContext, exported);
        return exported;
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(baseNonce);
        CryptographicOperations.ZeroMemory(exporterSecret);
    }

    private byte[] NextNonce()
    {
        byte[] nonce = [.. baseNonce];
        Span<byte> counter = nonce.AsSpan(NonceSize - sizeof(ulong));
        BinaryPrimitives.WriteUInt64BigEndian(counter, BinaryPrimitives.ReadUInt64BigEndian(counter) ^ sequence);
        sequence++;
        return nonce;
    }

    private static void LabeledExtract(
        ReadOnlySpan<byte> salt, ReadOnlySpan<byte> label, ReadOnlySpan<byte> keyMaterial, Span<byte> output)
    {
        byte[] labeled = [.. "HPKE-v1"u8, .. SuiteId, .. label, .. keyMaterial];
        HkdfSha256.Extract(labeled, salt, output);
        CryptographicOperations.ZeroMemory(labeled);
    }

    private static void LabeledExpand(
        ReadOnlySpan<byte> pseudorandomKey, ReadOnlySpan<byte> label, ReadOnlySpan<byte> info, Span<byte> output)
    {
        byte[] labeled = [(byte)(output.Length >> 8), (byte)(output.Length & 0xff), .. "HPKE-v1"u8, .. SuiteId, .. label, .. info];
        HkdfSha256.Expand(pseudorandomKey, labeled, output);
    }
}
