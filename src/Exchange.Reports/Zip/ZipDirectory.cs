using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Exchange.Formats.Primitives;

namespace Exchange.Reports.Zip;

/// <summary>
/// Reads a ZIP's central directory (APPNOTE 4.3.12), entry by entry in bounded memory. It exists because
/// <see cref="System.IO.Compression.ZipArchive"/> cannot read Zstandard entries, takes the first of two entries with the same name
/// whereas Inspect takes the last, and accepts entries that overlap.
/// </summary>
internal static class ZipDirectory
{
    public const int MaxEntries = 4_000_000;

    /// <summary>In bytes: a few million names of usual length.</summary>
    public const long MaxSize = 512 * 1024 * 1024;

    private const int HeaderSize = 46;
    private const uint Signature = 0x02014B50;
    private const int BufferSize = 64 * 1024;
    private const ushort Encrypted = 0x0001;
    private const ushort StrongEncryption = 0x0040;
    private const ushort HeadersEncrypted = 0x2000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Checks every entry and passes it to <paramref name="visit"/>, in the order of the directory; then checks that none overlap.
    /// </summary>
    /// <exception cref="MalformedException">The directory is damaged, or could be read in two ways.</exception>
    public static async Task ReadAsync(ZipSource source, ZipEnd end, Action<ZipEntry> visit, CancellationToken cancellationToken)
    {
        if (end.Entries > end.DirectorySize / HeaderSize)
        {
            throw new MalformedException($"the ZIP claims {end.Entries} entries, more than its directory can hold");
        }

        if (end.Entries > MaxEntries || end.DirectorySize > MaxSize)
        {
            throw new MalformedException($"the ZIP has more than {MaxEntries} entries, or a directory of more than {MaxSize} bytes");
        }

        List<(long Offset, long Length)> extents = new((int)end.Entries);
        byte[] buffer = new byte[BufferSize + HeaderSize + (3 * ushort.MaxValue)];
        int held = 0;
        int used = 0;
        long fetched = 0;
        for (long index = 0; index < end.Entries; index++)
        {
            // The largest record fits after what the buffer holds, so one refill is always enough.
            if (held - used < HeaderSize + (3 * ushort.MaxValue) && fetched < end.DirectorySize)
            {
                buffer.AsSpan(used, held - used).CopyTo(buffer);
                held -= used;
                used = 0;
                int more = (int)Math.Min(buffer.Length - held, end.DirectorySize - fetched);
                await source.ReadAsync(end.DirectoryOffset + fetched, buffer.AsMemory(held, more), cancellationToken);
                held += more;
                fetched += more;
            }

            ZipEntry entry = Parse(buffer.AsSpan(used, held - used), out int length);
            used += length;
            if (entry.LeastLength > end.DirectoryOffset - entry.Offset)
            {
                throw new MalformedException("an entry of the ZIP overlaps its directory");
            }

            extents.Add((entry.Offset, entry.LeastLength));
            visit(entry);
        }

        if (used != held || fetched != end.DirectorySize)
        {
            throw new MalformedException("the ZIP's directory contains more than its entries");
        }

        CheckOverlap(extents);
    }

    private static ZipEntry Parse(ReadOnlySpan<byte> data, out int length)
    {
        if (data.Length < HeaderSize || BinaryPrimitives.ReadUInt32LittleEndian(data) != Signature)
        {
            throw new MalformedException("the ZIP's directory is damaged");
        }

        int nameLength = Short(data, 28);
        int extraLength = Short(data, 30);
        length = HeaderSize + nameLength + extraLength + Short(data, 32);
        if (length > data.Length)
        {
            throw new MalformedException("the ZIP's directory is cut off");
        }

        ushort flags = Short(data, 8);
        if ((flags & (Encrypted | StrongEncryption | HeadersEncrypted)) != 0)
        {
            throw new MalformedException("the ZIP is encrypted");
        }

        ulong compressed = Int(data, 20);
        ulong size = Int(data, 24);
        ulong offset = Int(data, 42);
        uint disk = Short(data, 34);
        ReadOnlySpan<byte> extra = data.Slice(HeaderSize + nameLength, extraLength);
        Zip64Extra.Apply(extra, ref size, ref compressed, ref offset, ref disk);
        if (disk != 0)
        {
            throw new MalformedException("the ZIP is split into several volumes");
        }

        if (size > long.MaxValue / 4 || compressed > long.MaxValue / 4 || offset > long.MaxValue / 4)
        {
            throw new MalformedException("an entry of the ZIP has an impossible size or offset");
        }

        string name = Name(data.Slice(HeaderSize, nameLength));
        return new ZipEntry(name, flags, (ZipMethod)Short(data, 10), Int(data, 16), (long)compressed, (long)size, (long)offset)
        {
            NameBytes = nameLength,
        };
    }

    /// <summary>An entry's name; refused if unpacking it could write outside the target folder.</summary>
    private static string Name(ReadOnlySpan<byte> bytes)
    {
        string name;
        try
        {
            name = Utf8.GetString(bytes);
        }
        catch (ArgumentException)
        {
            throw new MalformedException("the name of an entry of the ZIP is not UTF-8");
        }

        if (name.Length == 0 || name.Contains('\0', StringComparison.Ordinal))
        {
            throw new MalformedException("an entry of the ZIP has an empty name, or a name with a zero byte");
        }

        bool drive = name.Length >= 2 && char.IsAsciiLetter(name[0]) && name[1] == ':';
        if (drive || name[0] is '/' or '\\' || name.Split('/', '\\').Contains(".."))
        {
            throw new MalformedException("the name of an entry of the ZIP points outside its folder");
        }

        return name;
    }

    private static void CheckOverlap(List<(long Offset, long Length)> extents)
    {
        Span<(long Offset, long Length)> sorted = CollectionsMarshal.AsSpan(extents);
        sorted.Sort(static (left, right) => left.Offset.CompareTo(right.Offset));
        for (int index = 1; index < sorted.Length; index++)
        {
            if (sorted[index - 1].Offset + sorted[index - 1].Length > sorted[index].Offset)
            {
                throw new MalformedException("two entries of the ZIP overlap");
            }
        }
    }

    private static ushort Short(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt16LittleEndian(data[at..]);

    private static uint Int(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt32LittleEndian(data[at..]);
}
