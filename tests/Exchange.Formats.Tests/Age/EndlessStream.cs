namespace Exchange.Formats.Tests.Age;

/// <summary>A beginning and then one byte for ever.</summary>
internal sealed class EndlessStream(byte[] beginning, byte filler) : Stream
{
    public long BytesRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => BytesRead; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        Span<byte> room = buffer.AsSpan(offset, count);
        room.Fill(filler);
        if (BytesRead < beginning.Length)
        {
            ReadOnlySpan<byte> rest = beginning.AsSpan((int)BytesRead);
            rest[..Math.Min(rest.Length, count)].CopyTo(room);
        }

        BytesRead += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
