using System.Buffers.Binary;

namespace Exchange.Hostile.World;

/// <summary>
/// gRPC's framing on the way out: a flag byte, four bytes of length, the message. Each whole message is given away for others.
/// </summary>
internal sealed class MessageStream(Stream wire, Func<byte[], IEnumerable<byte[]>> replace, CancellationToken aborted) : Stream
{
    private const int HeadLength = 5;

    private readonly MemoryStream held = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>One message with its head.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> message)
    {
        byte[] frame = new byte[HeadLength + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame.AsSpan(HeadLength));
        return frame;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        held.Write(buffer.Span);
        byte[] bytes = held.ToArray();
        int at = 0;
        while (bytes.Length - at >= HeadLength
            && BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at + 1)) is var length
            && bytes.Length - at - HeadLength >= length)
        {
            foreach (byte[] message in replace(bytes[(at + HeadLength)..(at + HeadLength + length)]))
            {
                // An answer without an end ends when nobody listens any more.
                aborted.ThrowIfCancellationRequested();
                await wire.WriteAsync(Frame(message), cancellationToken);
                await wire.FlushAsync(cancellationToken);
            }

            at += HeadLength + length;
        }

        held.SetLength(0);
        held.Write(bytes.AsSpan(at));
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override Task FlushAsync(CancellationToken cancellationToken) => wire.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
