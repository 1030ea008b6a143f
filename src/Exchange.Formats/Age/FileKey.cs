using System.Security.Cryptography;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Age;

/// <summary>The 16 random bytes that one file, and never a second one, is sealed with.</summary>
internal sealed class FileKey : IDisposable
{
    public const int Size = 16;
    public const int WrappedSize = Size + TagSize;
    public const int MacSize = 32;
    private const int TagSize = 16;
    private const int KeySize = 32;

    private readonly byte[] key;

    public FileKey(ReadOnlySpan<byte> key) => this.key = key.ToArray();

    internal ReadOnlySpan<byte> Bytes => key;

    // A wrap key is used once, so its nonce may be fixed.
    private static ReadOnlySpan<byte> ZeroNonce => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    public static FileKey Generate()
    {
        Span<byte> key = stackalloc byte[Size];
        RandomNumberGenerator.Fill(key);
        FileKey generated = new(key);
        CryptographicOperations.ZeroMemory(key);
        return generated;
    }

    /// <summary>The file key under a wrap key: the 32-byte body of X25519 and scrypt stanzas.</summary>
    public byte[] Wrap(ReadOnlySpan<byte> wrapKey)
    {
        byte[] wrapped = new byte[WrappedSize];
        using ChaCha20Poly1305 cipher = new(wrapKey);
        cipher.Encrypt(ZeroNonce, key, wrapped.AsSpan(0, Size), wrapped.AsSpan(Size));
        return wrapped;
    }

    /// <summary>The file key, or null where it was wrapped for somebody else.</summary>
    /// <exception cref="AgeException">The body has not 32 bytes (looking at others would make a partitioning oracle).</exception>
    public static FileKey? TryUnwrap(ReadOnlySpan<byte> wrapKey, ReadOnlySpan<byte> body)
    {
        RequireWrappedSize(body);
        Span<byte> key = stackalloc byte[Size];
        using ChaCha20Poly1305 cipher = new(wrapKey);
        try
        {
            cipher.Decrypt(ZeroNonce, body[..Size], body[Size..], key);
            return new FileKey(key);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    public static void RequireWrappedSize(ReadOnlySpan<byte> body)
    {
        if (body.Length != WrappedSize)
        {
            throw new AgeException(AgeFault.Stanza, "a stanza's wrapped file key has not 32 bytes");
        }
    }

    /// <summary>HMAC-SHA256 over the header up to and including <c>---</c>: 32 bytes.</summary>
    public byte[] MacOf(ReadOnlySpan<byte> authenticatedHeader)
    {
        Span<byte> macKey = stackalloc byte[KeySize];
        HkdfSha256.DeriveKey(key, [], "header"u8, macKey);
        byte[] mac = HMACSHA256.HashData(macKey, authenticatedHeader);
        CryptographicOperations.ZeroMemory(macKey);
        return mac;
    }

    public PayloadKey PayloadKey(ReadOnlySpan<byte> nonce)
    {
        Span<byte> payloadKey = stackalloc byte[KeySize];
        HkdfSha256.DeriveKey(key, nonce, "payload"u8, payloadKey);
        PayloadKey derived = new(payloadKey);
        CryptographicOperations.ZeroMemory(payloadKey);
        return derived;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(key);
}
