namespace Exchange.Formats.Tests.Age;

/// <summary>Counts what passes, yields at every call as a disk or a network would, ends after a length, fails at a place.</summary>
internal sealed class MeteredStream(Stream inner, long length, HeldBytes held) : Stream
{
    private long passed;

    public long FailAt { get; init; } = long.MaxValue;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => passed; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        Fail();
        int count = await inner.ReadAsync(buffer[..(int)Math.Min(buffer.Length, length - passed)], cancellationToken);
        passed += count;
        held.Read(count);
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        Fail();
        await inner.WriteAsync(buffer, cancellationToken);
        passed += buffer.Length;
        held.Write(buffer.Length);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("asynchronous only");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("asynchronous only");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Fail()
    {
        if (passed >= FailAt)
        {
            throw new IOException("the disk is full");
        }
    }
}
