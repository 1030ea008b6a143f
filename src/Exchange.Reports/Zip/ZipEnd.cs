using System.Buffers.Binary;
using Exchange.Formats.Primitives;

namespace Exchange.Reports.Zip;

/// <summary>
/// The end of a ZIP: where its central directory is (APPNOTE 4.3.14 to 4.3.16). Strict: the comment of the end record must end
/// exactly at the end of the file, and the directory exactly at the end record, so that there is only one way to read it.
/// </summary>
internal sealed record ZipEnd(long Entries, long DirectoryOffset, long DirectorySize)
{
    private const int RecordSize = 22;
    private const int LocatorSize = 20;
    private const int Zip64Size = 56;
    private const int MaxComment = ushort.MaxValue;
    private const uint RecordSignature = 0x06054B50;
    private const uint LocatorSignature = 0x07064B50;
    private const uint Zip64Signature = 0x06064B50;

    public static async Task<ZipEnd> ReadAsync(ZipSource source, CancellationToken cancellationToken)
    {
        int tailLength = (int)Math.Min(source.Length, RecordSize + MaxComment);
        byte[] tail = await source.ReadAsync(source.Length - tailLength, tailLength, cancellationToken);
        int at = Find(tail);
        ReadOnlyMemory<byte> record = tail.AsMemory(at, RecordSize);
        long recordOffset = source.Length - tailLength + at;

        ushort disk = Short(record, 4);
        ushort directoryDisk = Short(record, 6);
        ushort entriesHere = Short(record, 8);
        ushort entries = Short(record, 10);
        uint size = Int(record, 12);
        uint offset = Int(record, 16);
        bool zip64 = entriesHere == ushort.MaxValue || entries == ushort.MaxValue || size == uint.MaxValue || offset == uint.MaxValue
            || disk == ushort.MaxValue || directoryDisk == ushort.MaxValue;
        if (zip64)
        {
            return await ReadZip64Async(source, recordOffset, cancellationToken);
        }

        if (disk != 0 || directoryDisk != 0 || entriesHere != entries)
        {
            throw new MalformedException("the ZIP is split into several volumes");
        }

        return Checked(new ZipEnd(entries, offset, size), recordOffset);
    }

    private static async Task<ZipEnd> ReadZip64Async(ZipSource source, long recordOffset, CancellationToken cancellationToken)
    {
        if (recordOffset < LocatorSize + Zip64Size)
        {
            throw new MalformedException("the ZIP64 end record is missing");
        }

        ReadOnlyMemory<byte> locator = await source.ReadAsync(recordOffset - LocatorSize, LocatorSize, cancellationToken);
        ulong at = Long(locator, 8);
        if (Int(locator, 0) != LocatorSignature || Int(locator, 4) != 0 || Int(locator, 16) > 1
            || at > (ulong)(recordOffset - LocatorSize - Zip64Size))
        {
            throw new MalformedException("the ZIP64 end record cannot be found");
        }

        ReadOnlyMemory<byte> record = await source.ReadAsync((long)at, Zip64Size, cancellationToken);
        if (Int(record, 0) != Zip64Signature || Int(record, 16) != 0 || Int(record, 20) != 0 || Long(record, 24) != Long(record, 32)
            || Long(record, 4) != (ulong)(recordOffset - LocatorSize - (long)at - 12))
        {
            throw new MalformedException("the ZIP64 end record is malformed");
        }

        ulong entries = Long(record, 32);
        ulong size = Long(record, 40);
        ulong offset = Long(record, 48);
        if (entries > long.MaxValue || size > long.MaxValue || offset > long.MaxValue)
        {
            throw new MalformedException("the ZIP64 end record has impossible sizes");
        }

        return Checked(new ZipEnd((long)entries, (long)offset, (long)size), (long)at);
    }

    private static ZipEnd Checked(ZipEnd end, long endsAt)
    {
        if (end.DirectoryOffset > endsAt || end.DirectorySize != endsAt - end.DirectoryOffset)
        {
            throw new MalformedException("the ZIP's directory is not where its end record says");
        }

        return end;
    }

    /// <summary>The last end record whose comment ends exactly at the end of the file.</summary>
    private static int Find(byte[] tail)
    {
        for (int at = tail.Length - RecordSize; at >= 0; at--)
        {
            if (Int(tail.AsMemory(at), 0) == RecordSignature && Short(tail.AsMemory(at), 20) == tail.Length - at - RecordSize)
            {
                return at;
            }
        }

        throw new MalformedException("the ZIP's end record is missing: the file is cut off or is not a ZIP");
    }

    private static ushort Short(ReadOnlyMemory<byte> data, int at) => BinaryPrimitives.ReadUInt16LittleEndian(data.Span[at..]);

    private static uint Int(ReadOnlyMemory<byte> data, int at) => BinaryPrimitives.ReadUInt32LittleEndian(data.Span[at..]);

    private static ulong Long(ReadOnlyMemory<byte> data, int at) => BinaryPrimitives.ReadUInt64LittleEndian(data.Span[at..]);
}
