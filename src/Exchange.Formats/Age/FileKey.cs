using System.Security.Cryptography;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Age;

//
//  File key
//
//      The key of one age file, and how X25519 and scrypt stanzas wrap it.
//
//  References:
//
//      C2SP age.md - File key, Header MAC, Payload
//      RFC 8439 - ChaCha20 and Poly1305 for IETF Protocols, section 2.8 (AEAD)
//
//  Parameters:
//
//      File key - 16 bytes.
//      Wrap key - 32 bytes, with a nonce of 12 zero bytes.
//      Wrapped file key - 32 bytes: ciphertext, then a tag of 16 bytes.
//      Header MAC - 32 bytes, HMAC-SHA256.
//
/// <summary>The 16 random bytes that one file is sealed with. Never used for a second file.</summary>
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

    // The nonce is fixed because a wrap key is used only once.
    private static ReadOnlySpan<byte> ZeroNonce => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    public static FileKey Generate()
    {
        Span<byte> key = stackalloc byte[Size];
        RandomNumberGenerator.Fill(key);
        FileKey generated = new(key);
        CryptographicOperations.ZeroMemory(key);
        return generated;
    }

    /// <summary>Encrypts the file key under a wrap key: the 32-byte body of X25519 and scrypt stanzas.</summary>
    public byte[] Wrap(ReadOnlySpan<byte> wrapKey)
    {
        byte[] wrapped = new byte[WrappedSize];
        using ChaCha20Poly1305 cipher = new(wrapKey);
        cipher.Encrypt(ZeroNonce, key, wrapped.AsSpan(0, Size), wrapped.AsSpan(Size));
        return wrapped;
    }

    /// <summary>The file key, or null if it was wrapped for a different identity.</summary>
    /// <exception cref="AgeException">The body is not 32 bytes; trying other lengths would make a partitioning oracle.</exception>
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
            throw new AgeException(AgeFault.Stanza, $"the wrapped file key of a stanza has {body.Length} bytes, not {WrappedSize}");
        }
    }

    /// <summary>HMAC-SHA256 of the header up to and including <c>---</c>: 32 bytes.</summary>
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

/// <summary>The key of a payload. Each worker gets its own cipher, because the platform's are not safe for concurrent use.</summary>
internal sealed class PayloadKey(ReadOnlySpan<byte> key) : IDisposable
{
    private readonly byte[] key = key.ToArray();

    public ChunkCipher CreateCipher() => new(key);

    public void Dispose() => CryptographicOperations.ZeroMemory(key);
}
