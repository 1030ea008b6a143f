using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Exchange.Formats.Primitives;
using ZstdSharp;

namespace Exchange.Reports.Zip;

/// <summary>Reads one entry whole into memory: the small ones that a card is made from.</summary>
internal static class ZipContent
{
    public const int LocalHeaderSize = 30;

    private const uint LocalSignature = 0x04034B50;
    private const ushort SizesFollow = 0x0008;

    /// <summary>Zstandard and deflate may make incompressible data a little longer.</summary>
    private const int Slack = 64 * 1024;

    /// <summary>The entry's content: exactly the length and CRC that the directory names.</summary>
    /// <exception cref="MalformedException">More than <paramref name="maxSize"/>, another method, damaged, or not as the directory says.</exception>
    public static async Task<byte[]> ReadAsync(ZipSource source, ZipEntry entry, int maxSize, CancellationToken cancellationToken)
    {
        if (entry.Size > maxSize || entry.CompressedSize > (long)maxSize + Slack)
        {
            throw new MalformedException($"{Path.GetFileName(entry.Name)} in it is larger than {maxSize} bytes");
        }

        long dataOffset = await CheckLocalHeaderAsync(source, entry, cancellationToken);
        byte[] compressed = await source.ReadAsync(dataOffset, (int)entry.CompressedSize, cancellationToken);
        byte[] content = Inflate(entry, compressed);
        return Crc32.Of(content) == entry.Crc
            ? content
            : throw new MalformedException($"{Path.GetFileName(entry.Name)} in it is damaged (its CRC differs)");
    }

    /// <summary>The local header must tell of the same entry, else two readers would see two files.</summary>
    private static async Task<long> CheckLocalHeaderAsync(ZipSource source, ZipEntry entry, CancellationToken cancellationToken)
    {
        byte[] header = await source.ReadAsync(entry.Offset, LocalHeaderSize + entry.NameBytes, cancellationToken);
        ReadOnlySpan<byte> span = header;
        bool same = BinaryPrimitives.ReadUInt32LittleEndian(span) == LocalSignature
            && BinaryPrimitives.ReadUInt16LittleEndian(span[8..]) == (ushort)entry.Method
            && BinaryPrimitives.ReadUInt16LittleEndian(span[26..]) == entry.NameBytes
            && span[LocalHeaderSize..].SequenceEqual(Encoding.UTF8.GetBytes(entry.Name));
        bool sizesFollow = (entry.Flags & SizesFollow) != 0;
        if (!same || (!sizesFollow && !SameSizes(span, entry)))
        {
            throw new MalformedException("an entry of the ZIP and the directory contradict each other");
        }

        return entry.Offset + header.Length + BinaryPrimitives.ReadUInt16LittleEndian(span[28..]);
    }

    private static bool SameSizes(ReadOnlySpan<byte> header, ZipEntry entry)
    {
        uint crc = BinaryPrimitives.ReadUInt32LittleEndian(header[14..]);
        uint compressed = BinaryPrimitives.ReadUInt32LittleEndian(header[18..]);
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(header[22..]);
        return crc == entry.Crc
            && (compressed == uint.MaxValue || compressed == entry.CompressedSize)
            && (size == uint.MaxValue || size == entry.Size);
    }

    private static byte[] Inflate(ZipEntry entry, byte[] compressed)
    {
        byte[] content = new byte[entry.Size];
        try
        {
            using Stream inflated = Open(entry.Method, compressed);
            int length = inflated.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            if (length == content.Length && inflated.ReadByte() < 0)
            {
                return content;
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or ZstdException or EndOfStreamException)
        {
            throw new MalformedException($"{Path.GetFileName(entry.Name)} in it cannot be decompressed");
        }

        throw new MalformedException($"{Path.GetFileName(entry.Name)} in it has not the length that the directory names");
    }

    private static Stream Open(ZipMethod method, byte[] compressed)
    {
        MemoryStream data = new(compressed, writable: false);
        return method switch
        {
            ZipMethod.Stored => data,
            ZipMethod.Deflate => new DeflateStream(data, CompressionMode.Decompress),
            // Reads on through as many frames as there are.
            ZipMethod.Zstandard => new DecompressionStream(data, leaveOpen: false),
            _ => throw new MalformedException($"it uses compression method {(ushort)method}, which logs do not"),
        };
    }
}
