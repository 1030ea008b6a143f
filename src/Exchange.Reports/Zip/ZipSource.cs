using Exchange.Formats.Primitives;

namespace Exchange.Reports.Zip;

/// <summary>Reads exactly the requested bytes of a seekable stream and no others, so that a large log is quick to read.</summary>
internal sealed class ZipSource(Stream stream)
{
    public long Length { get; } = stream.Length;

    public async Task<byte[]> ReadAsync(long offset, int count, CancellationToken cancellationToken)
    {
        byte[] data = new byte[count];
        await ReadAsync(offset, data, cancellationToken);
        return data;
    }

    /// <exception cref="MalformedException">The file is too short.</exception>
    public async Task ReadAsync(long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        if (offset < 0 || offset > Length - destination.Length)
        {
            throw new MalformedException("the ZIP is cut off");
        }

        stream.Position = offset;
        try
        {
            await stream.ReadExactlyAsync(destination, cancellationToken);
        }
        catch (EndOfStreamException)
        {
            throw new MalformedException("the file became shorter while it was being read");
        }
    }
}
