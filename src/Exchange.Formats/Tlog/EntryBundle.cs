using System.Buffers.Binary;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tlog;

/// <summary>The entries under one level-0 tile (C2SP tlog-tiles, log entries): each after its length as a big-endian uint16.</summary>
public static class EntryBundle
{
    public const int MaxEntrySize = ushort.MaxValue;

    /// <exception cref="ArgumentException">There is no entry, there are more than 256, or one has more than 65,535 bytes.</exception>
    public static byte[] Encode(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        if (entries.Count is 0 or > TileCoordinate.FullWidth || entries.Any(entry => entry.Length > MaxEntrySize))
        {
            throw new ArgumentException("a bundle holds 1 to 256 entries of at most 65,535 bytes", nameof(entries));
        }

        byte[] bundle = new byte[entries.Sum(entry => sizeof(ushort) + entry.Length)];
        Span<byte> rest = bundle;
        foreach (ReadOnlyMemory<byte> entry in entries)
        {
            BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)entry.Length);
            entry.Span.CopyTo(rest[sizeof(ushort)..]);
            rest = rest[(sizeof(ushort) + entry.Length)..];
        }

        return bundle;
    }

    /// <summary>Reads exactly <paramref name="width"/> entries.</summary>
    /// <exception cref="MalformedException">The bundle has fewer entries, or more bytes than they take.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Parse(ReadOnlySpan<byte> bundle, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, TileCoordinate.FullWidth);
        List<ReadOnlyMemory<byte>> entries = new(width);
        for (int i = 0; i < width; i++)
        {
            if (bundle.Length < sizeof(ushort) || bundle.Length - sizeof(ushort) < BinaryPrimitives.ReadUInt16BigEndian(bundle))
            {
                throw new MalformedException($"the bundle of {width} entries is cut off in entry {i}");
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(bundle);
            entries.Add(bundle.Slice(sizeof(ushort), length).ToArray());
            bundle = bundle[(sizeof(ushort) + length)..];
        }

        return bundle.IsEmpty ? entries : throw new MalformedException($"something follows the {width} entries of the bundle");
    }
}
