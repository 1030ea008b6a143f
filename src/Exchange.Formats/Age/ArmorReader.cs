using System.Buffers;

namespace Exchange.Formats.Age;

/// <summary>A forward-only stream of the bytes inside an armor.</summary>
internal sealed class ArmorReader(Stream armored) : Stream
{
    private readonly ArmorDecoder decoder = new();
    private readonly ArrayBufferWriter<byte> decoded = new();
    private readonly byte[] block = new byte[16 * 1024];
    private int taken;
    private bool complete;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (!buffer.IsEmpty && IsEmpty && !complete)
        {
            Decode(armored.Read(block));
        }

        return Take(buffer);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty && IsEmpty && !complete)
        {
            Decode(await armored.ReadAsync(block, cancellationToken));
        }

        return Take(buffer.Span);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            armored.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool IsEmpty => taken == decoded.WrittenCount;

    private void Decode(int read)
    {
        decoded.ResetWrittenCount();
        taken = 0;
        if (read > 0)
        {
            decoder.Push(block.AsSpan(0, read), decoded);
        }
        else
        {
            decoder.Complete(decoded);
            complete = true;
        }
    }

    private int Take(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, decoded.WrittenCount - taken);
        decoded.WrittenSpan.Slice(taken, count).CopyTo(buffer);
        taken += count;
        return count;
    }
}
