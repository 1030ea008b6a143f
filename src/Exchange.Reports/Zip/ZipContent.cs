using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Exchange.Formats.Primitives;
using ZstdSharp;

namespace Exchange.Reports.Zip;

/// <summary>Reads one entry into memory as a whole: cards are made from small ones.</summary>
internal static class ZipContent
{
    public const int LocalHeaderSize = 30;

    private const uint LocalSignature = 0x04034B50;
    private const ushort SizesFollow = 0x0008;

    /// <summary>Zstandard and deflate can make incompressible data slightly longer.</summary>
    private const int Slack = 64 * 1024;

    /// <summary>The content of the entry, with exactly the length and CRC in the directory.</summary>
    /// <exception cref="MalformedException">
    /// It is larger than <paramref name="maxSize"/>, is damaged, contradicts the directory, or uses an unsupported method.
    /// </exception>
    public static async Task<byte[]> ReadAsync(ZipSource source, ZipEntry entry, int maxSize, CancellationToken cancellationToken)
    {
        if (entry.Size > maxSize || entry.CompressedSize > (long)maxSize + Slack)
        {
            throw new MalformedException($"{NameOf(entry)} is larger than {maxSize} bytes");
        }

        long dataOffset = await CheckLocalHeaderAsync(source, entry, cancellationToken);
        byte[] compressed = await source.ReadAsync(dataOffset, (int)entry.CompressedSize, cancellationToken);
        byte[] content = Inflate(entry, compressed);
        return Crc32.Of(content) == entry.Crc
            ? content
            : throw new MalformedException($"{NameOf(entry)} is damaged: its CRC is wrong");
    }

    /// <summary>The local header must describe the same entry, or two readers could see two different files.</summary>
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
            throw new MalformedException($"the directory of the ZIP contradicts the local header of {NameOf(entry)}");
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
            throw new MalformedException($"{NameOf(entry)} cannot be decompressed");
        }

        throw new MalformedException($"{NameOf(entry)} does not have the length given in the directory of the ZIP");
    }

    // Only the names that a log is made of are read, so they are short and safe to show.
    private static string NameOf(ZipEntry entry) => Path.GetFileName(entry.Name);

    private static Stream Open(ZipMethod method, byte[] compressed)
    {
        MemoryStream data = new(compressed, writable: false);
        return method switch
        {
            ZipMethod.Stored => data,
            ZipMethod.Deflate => new DeflateStream(data, CompressionMode.Decompress),
            // Reads all frames, however many there are.
            ZipMethod.Zstandard => new DecompressionStream(data, leaveOpen: false),
            _ => throw new MalformedException($"it uses compression method {(ushort)method}, which evaluation logs do not use"),
        };
    }
}
