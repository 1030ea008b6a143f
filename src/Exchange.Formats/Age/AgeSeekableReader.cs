using System.Security.Cryptography;

namespace Exchange.Formats.Age;

/// <summary>
/// Reads any range of a sealed file without the rest of it. The last chunk is opened first, which authenticates the
/// length; every byte returned was authenticated. Chunks that were never read may still be forged by anyone who had the
/// file key: only a signed digest of the whole file rules that out. Like every stream, not for concurrent use.
/// </summary>
internal sealed class AgeSeekableReader : Stream
{
    private readonly Stream sealedFile;
    private readonly long payloadStart;
    private readonly PayloadLayout layout;
    private readonly ChunkCipher cipher;
    private readonly byte[] sealedChunk = new byte[ChunkCipher.SealedSize];
    private readonly byte[] chunk = new byte[ChunkCipher.PlainSize];
    private long held = -1;
    private int heldLength;
    private long position;

    private AgeSeekableReader(Stream sealedFile, long payloadStart, PayloadLayout layout, ChunkCipher cipher)
    {
        this.sealedFile = sealedFile;
        this.payloadStart = payloadStart;
        this.layout = layout;
        this.cipher = cipher;
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    /// <summary>The plaintext's length, authenticated.</summary>
    public override long Length => layout.PlaintextLength;

    public override long Position
    {
        get => position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            position = value;
        }
    }

    /// <summary>
    /// Opens an age file that begins at the stream's position and ends where the stream does. The reader owns the
    /// stream once this returns.
    /// </summary>
    /// <exception cref="AgeException">See <see cref="AgeFault"/>.</exception>
    public static async Task<AgeSeekableReader> OpenAsync(
        Stream sealedFile, IReadOnlyList<AgeIdentity> identities, AgeOpenOptions? options, CancellationToken cancellationToken)
    {
        options ??= AgeOpenOptions.Default;
        long start = sealedFile.Position;
        ByteSource source = new(sealedFile);
        byte[] header = await source.ReadHeaderAsync(options.MaxHeaderBytes, cancellationToken);
        using FileKey fileKey = AgeOpener.Unlock(header, identities, options);
        byte[] nonce = new byte[ChunkCipher.NonceSize];
        int read = await source.ReadAsync(nonce, cancellationToken);
        using PayloadKey key = fileKey.PayloadKey(AgeOpener.TakeNonce(nonce.AsSpan(0, read)));
        long payloadStart = start + header.Length + ChunkCipher.NonceSize;
        PayloadLayout layout = PayloadLayout.Of(sealedFile.Length - payloadStart);
        options.CheckPlaintextLength(layout.PlaintextLength);
        ChunkCipher cipher = key.CreateCipher();
        AgeSeekableReader reader = new(sealedFile, payloadStart, layout, cipher);
        try
        {
            await reader.HoldAsync(layout.Chunks - 1, cancellationToken);
            return reader;
        }
        catch
        {
            cipher.Dispose();
            throw;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || position >= Length)
        {
            return 0;
        }

        long index = position / ChunkCipher.PlainSize;
        if (index != held)
        {
            Memory<byte> room = Seek(index);
            Open(index, room, sealedFile.ReadAtLeast(room.Span, room.Length, throwOnEndOfStream: false));
        }

        return Take(buffer);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || position >= Length)
        {
            return 0;
        }

        await HoldAsync(position / ChunkCipher.PlainSize, cancellationToken);
        return Take(buffer.Span);
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            held = -1;
            CryptographicOperations.ZeroMemory(chunk);
            cipher.Dispose();
            sealedFile.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask HoldAsync(long index, CancellationToken cancellationToken)
    {
        if (index != held)
        {
            Memory<byte> room = Seek(index);
            Open(index, room, await sealedFile.ReadAtLeastAsync(room, room.Length, throwOnEndOfStream: false, cancellationToken));
        }
    }

    private Memory<byte> Seek(long index)
    {
        held = -1;
        sealedFile.Position = payloadStart + (index * ChunkCipher.SealedSize);
        return sealedChunk.AsMemory(0, layout.SealedSizeOf(index));
    }

    private void Open(long index, Memory<byte> whole, int read)
    {
        ChunkOutcome outcome = cipher.Open(index, last: index == layout.Chunks - 1, whole.Span[..read], chunk);
        if (outcome.Fault is string what)
        {
            throw new AgeException(AgeFault.Payload, what);
        }

        held = index;
        heldLength = outcome.Released;
    }

    private int Take(Span<byte> buffer)
    {
        int at = (int)(position % ChunkCipher.PlainSize);
        int count = Math.Min(buffer.Length, heldLength - at);
        chunk.AsSpan(at, count).CopyTo(buffer);
        position += count;
        return count;
    }
}
