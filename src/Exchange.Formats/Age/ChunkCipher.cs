using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Exchange.Formats.Age;

/// <summary>
/// Seals and opens the chunks of a payload (age's STREAM): 64 KiB of plaintext and a 16-byte tag each, the nonce an
/// 11-byte big-endian counter and a byte that marks the last chunk.
/// </summary>
internal sealed class ChunkCipher(byte[] key) : IDisposable
{
    public const int NonceSize = 16;
    public const int TagSize = 16;
    public const int PlainSize = 64 * 1024;
    public const int SealedSize = PlainSize + TagSize;

    private readonly ChaCha20Poly1305 cipher = new(key);
    private readonly byte[] nonce = new byte[12];

    /// <summary>Writes the ciphertext and, behind it, the tag.</summary>
    public void Seal(long index, bool last, ReadOnlySpan<byte> plaintext, Span<byte> sealedChunk) =>
        cipher.Encrypt(NonceOf(index, last), plaintext, sealedChunk[..^TagSize], sealedChunk[^TagSize..]);

    /// <summary>
    /// Opens one chunk; <paramref name="last"/> says that the file ends behind it. A whole chunk that was sealed as the
    /// opposite is still released before the cut, or what follows it, is reported: every streaming opener would.
    /// </summary>
    public ChunkOutcome Open(long index, bool last, ReadOnlySpan<byte> sealedChunk, Span<byte> plaintext)
    {
        if (sealedChunk.Length < TagSize)
        {
            return new ChunkOutcome(0, "the payload ends within a chunk");
        }

        int length = sealedChunk.Length - TagSize;
        if (TryOpen(index, last, sealedChunk, plaintext[..length]))
        {
            return last && length == 0 && index > 0 ? new ChunkOutcome(0, "the last chunk is empty") : new ChunkOutcome(length, null);
        }

        return sealedChunk.Length == SealedSize && TryOpen(index, !last, sealedChunk, plaintext[..length])
            ? new ChunkOutcome(length, last ? "the payload ends before its last chunk" : "something follows the last chunk")
            : new ChunkOutcome(0, $"chunk {index} is not as it was sealed");
    }

    /// <summary>The number of chunks of this much plaintext: at least one.</summary>
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
