using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Exchange.Formats.Age;

//
//  STREAM over ChaCha20-Poly1305
//
//      Encryption of an age payload in chunks, each authenticated together with its position.
//
//  References:
//
//      C2SP age.md - Payload
//      RFC 8439 - ChaCha20 and Poly1305 for IETF Protocols, section 2.8 (AEAD)
//
//  Parameters:
//
//      Key - 32 bytes, derived from the file key and the 16-byte nonce of the payload.
//      Nonce of a chunk - 12 bytes: an 11-byte big-endian counter, then 1 for the last chunk or 0.
//      Chunk - 65,536 bytes of plaintext; the last one may be shorter, and is empty only in an empty payload.
//      Tag - 16 bytes.
//
/// <summary>
/// Seals and opens the chunks of a payload (age's STREAM): 64 KiB of plaintext and a 16-byte tag each, the nonce an
/// 11-byte big-endian counter followed by a byte that marks the last chunk.
/// </summary>
internal sealed class ChunkCipher(byte[] key) : IDisposable
{
    public const int NonceSize = 16;
    public const int TagSize = 16;
    public const int PlainSize = 64 * 1024;
    public const int SealedSize = PlainSize + TagSize;

    private readonly ChaCha20Poly1305 cipher = new(key);
    private readonly byte[] nonce = new byte[12];

    /// <summary>Writes the ciphertext followed by the tag.</summary>
    public void Seal(long index, bool last, ReadOnlySpan<byte> plaintext, Span<byte> sealedChunk) =>
        cipher.Encrypt(NonceOf(index, last), plaintext, sealedChunk[..^TagSize], sealedChunk[^TagSize..]);

    /// <summary>
    /// Opens one chunk; <paramref name="last"/> says that the file ends after it. A full chunk whose last-chunk mark does not
    /// match is still released before the fault is reported, as by every streaming opener.
    /// </summary>
    public ChunkOutcome Open(long index, bool last, ReadOnlySpan<byte> sealedChunk, Span<byte> plaintext)
    {
        if (sealedChunk.Length < TagSize)
        {
            return new ChunkOutcome(0, "the payload is cut off in the middle of a chunk");
        }

        int length = sealedChunk.Length - TagSize;
        if (TryOpen(index, last, sealedChunk, plaintext[..length]))
        {
            return last && length == 0 && index > 0
                ? new ChunkOutcome(0, "the last chunk of the payload is empty")
                : new ChunkOutcome(length, null);
        }

        return sealedChunk.Length == SealedSize && TryOpen(index, !last, sealedChunk, plaintext[..length])
            ? new ChunkOutcome(
                length, last ? "the payload is cut off before its last chunk" : "something follows the last chunk of the payload")
            : new ChunkOutcome(0, $"chunk {index} of the payload was altered after it was sealed");
    }

    /// <summary>The number of chunks for this many bytes of plaintext: at least one.</summary>
    public static long CountFor(long plaintextLength) =>
        plaintextLength == 0 ? 1 : ((plaintextLength - 1) / PlainSize) + 1;

    public void Dispose() => cipher.Dispose();

    private bool TryOpen(long index, bool last, ReadOnlySpan<byte> sealedChunk, Span<byte> plaintext)
    {
        try
        {
            cipher.Decrypt(NonceOf(index, last), sealedChunk[..^TagSize], sealedChunk[^TagSize..], plaintext);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    private byte[] NonceOf(long index, bool last)
    {
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(3), index);
        nonce[11] = last ? (byte)1 : (byte)0;
        return nonce;
    }
}

/// <summary>The result of opening one chunk: how many bytes of plaintext may be released, and what is wrong, if anything.</summary>
internal readonly record struct ChunkOutcome(int Released, string? Fault);
