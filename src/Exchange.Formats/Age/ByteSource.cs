namespace Exchange.Formats.Age;

/// <summary>Reads a stream in whole pieces; keeps what was read beyond the header for the payload.</summary>
internal sealed class ByteSource(Stream stream)
{
    private byte[] ahead = [];
    private int start;
    private int end;

    /// <summary>The bytes of the header; the source is then at the nonce of the payload.</summary>
    /// <exception cref="AgeException">There is no header, or it is longer than the limit.</exception>
    public async ValueTask<byte[]> ReadHeaderAsync(int maxBytes, CancellationToken cancellationToken)
    {
        ahead = new byte[Math.Min(maxBytes, 8 * 1024)];
        while (true)
        {
            // Whole buffers, each twice the one before: a slow source must not make us search the same bytes again and again.
            int room = ahead.Length - end;
            int read = await stream.ReadAtLeastAsync(ahead.AsMemory(end), room, throwOnEndOfStream: false, cancellationToken);
            end += read;
            if (AgeHeader.FindEnd(ahead.AsSpan(0, end)) is int length)
            {
                start = length;
                return ahead[..length];
            }

            if (read < room)
            {
                throw new AgeException(AgeFault.Header, "the age file is cut off in its header");
            }

            if (end == maxBytes)
            {
                throw new AgeException(AgeFault.TooLarge, $"the age header is longer than {maxBytes} bytes");
            }

            Array.Resize(ref ahead, (int)Math.Min(maxBytes, 2L * ahead.Length));
        }
    }

    /// <summary>Fills the buffer, or as much of it as the stream has left; returns the count.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int kept = Math.Min(end - start, buffer.Length);
        ahead.AsMemory(start, kept).CopyTo(buffer);
        start += kept;
        return kept + await stream.ReadAtLeastAsync(buffer[kept..], buffer.Length - kept, throwOnEndOfStream: false, cancellationToken);
    }
}
