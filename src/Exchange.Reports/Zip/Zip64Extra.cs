using System.Buffers.Binary;
using Exchange.Formats.Primitives;

namespace Exchange.Reports.Zip;

/// <summary>
/// The ZIP64 extended information in an entry's extra fields (APPNOTE 4.5.3). It has only the fields whose sentinel is set, in order.
/// </summary>
internal static class Zip64Extra
{
    private const ushort Tag = 0x0001;

    public static void Apply(ReadOnlySpan<byte> extra, ref ulong size, ref ulong compressed, ref ulong offset, ref uint disk)
    {
        bool needed = size == uint.MaxValue || compressed == uint.MaxValue || offset == uint.MaxValue || disk == ushort.MaxValue;
        if (!needed)
        {
            return;
        }

        ReadOnlySpan<byte> fields = Find(extra);
        size = size == uint.MaxValue ? Long(ref fields) : size;
        compressed = compressed == uint.MaxValue ? Long(ref fields) : compressed;
        offset = offset == uint.MaxValue ? Long(ref fields) : offset;
        if (disk == ushort.MaxValue)
        {
            disk = fields.Length >= 4 ? BinaryPrimitives.ReadUInt32LittleEndian(fields) : throw Missing();
        }
    }

    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (length > extra.Length - 4)
            {
                break;
            }

            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == Tag)
            {
                return extra.Slice(4, length);
            }

            extra = extra[(4 + length)..];
        }

        throw Missing();
    }

    private static ulong Long(ref ReadOnlySpan<byte> fields)
    {
        if (fields.Length < 8)
        {
            throw Missing();
        }

        ulong value = BinaryPrimitives.ReadUInt64LittleEndian(fields);
        fields = fields[8..];
        return value;
    }

    private static MalformedException Missing() => new("the ZIP64 sizes of an entry are missing");
}
