using System.IO.Compression;
using System.Text;
using Exchange.Reports.Zip;
using ZstdSharp;

namespace Exchange.Reports.Tests.Zip;

/// <summary>Writes ZIPs that no library would: each lie exactly where the test wants it.</summary>
internal static class ForgedZip
{
    public static byte[] Write(params ForgedEntry[] entries) => Write(entries, zip64: false, comment: "");

    public static byte[] Write(IReadOnlyList<ForgedEntry> entries, bool zip64, string comment)
    {
        using MemoryStream file = new();
        using MemoryStream directory = new();
        using BinaryWriter local = new(file);
        using BinaryWriter central = new(directory);
        foreach (ForgedEntry entry in entries)
        {
            byte[] data = entry.Data ?? Compress(entry.Method, entry.Content);
            uint crc = entry.Crc ?? Crc32.Of(entry.Content);
            uint size = entry.Size ?? (uint)entry.Content.Length;
            uint offset = entry.Offset ?? (uint)file.Position;
            byte[] localName = Encoding.UTF8.GetBytes(entry.LocalName ?? entry.Name);
            byte[] name = Encoding.UTF8.GetBytes(entry.Name);

            local.Write(0x04034B50);
            Common(local, entry, crc, (uint)data.Length, size);
            local.Write((ushort)localName.Length);
            local.Write((ushort)0);
            local.Write(localName);
            local.Write(data);

            central.Write(0x02014B50);
            central.Write((ushort)0x0314);
            Common(central, entry, crc, entry.Zip64 ? uint.MaxValue : (uint)data.Length, entry.Zip64 ? uint.MaxValue : size);
            central.Write((ushort)name.Length);
            central.Write((ushort)(entry.Zip64 ? 28 : 0));
            central.Write(new byte[10]); // no comment, disk 0, no attributes
            central.Write(entry.Zip64 ? uint.MaxValue : offset);
            central.Write(name);
            if (entry.Zip64)
            {
                central.Write((ushort)1);
                central.Write((ushort)24);
                central.Write((ulong)size);
                central.Write((ulong)data.Length);
                central.Write((ulong)offset);
            }
        }

        long at = file.Position;
        local.Write(directory.ToArray());
        if (zip64)
        {
            long record = file.Position;
            local.Write(0x06064B50);
            local.Write(44UL);
            local.Write((ushort)0x032D);
            local.Write((ushort)45);
            local.Write(0);
            local.Write(0);
            local.Write((ulong)entries.Count);
            local.Write((ulong)entries.Count);
            local.Write((ulong)directory.Length);
            local.Write((ulong)at);
            local.Write(0x07064B50);
            local.Write(0);
            local.Write((ulong)record);
            local.Write(1);
        }

        local.Write(0x06054B50);
        local.Write(0);
        local.Write(zip64 ? ushort.MaxValue : (ushort)entries.Count);
        local.Write(zip64 ? ushort.MaxValue : (ushort)entries.Count);
        local.Write(zip64 ? uint.MaxValue : (uint)directory.Length);
        local.Write(zip64 ? uint.MaxValue : (uint)at);
        local.Write((ushort)Encoding.UTF8.GetByteCount(comment));
        local.Write(Encoding.UTF8.GetBytes(comment));
        return file.ToArray();
    }

    private static void Common(BinaryWriter writer, ForgedEntry entry, uint crc, uint compressed, uint size)
    {
        writer.Write((ushort)20);
        writer.Write(entry.Flags);
        writer.Write(entry.Method);
        writer.Write(0x5C214800);
        writer.Write(crc);
        writer.Write(compressed);
        writer.Write(size);
    }

    private static byte[] Compress(ushort method, byte[] content)
    {
        switch (method)
        {
            case 8:
                using (MemoryStream deflated = new())
                {
                    using (DeflateStream deflate = new(deflated, CompressionLevel.Optimal, leaveOpen: true))
                    {
                        deflate.Write(content);
                    }

                    return deflated.ToArray();
                }

            case 93:
                using (Compressor compressor = new())
                {
                    return compressor.Wrap(content).ToArray();
                }

            default:
                return content;
        }
    }
}
