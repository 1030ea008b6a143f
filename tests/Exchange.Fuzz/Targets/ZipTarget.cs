using System.Buffers.Binary;
using System.IO.Compression;
using Exchange.Fuzz.Samples;
using Exchange.Reports.Zip;

namespace Exchange.Fuzz.Targets;

/// <summary>
/// A ZIP's directory and the content of its entries: of what is accepted the platform's own reader, which is laxer, sees the
/// same entries in the same order, and the same content.
/// </summary>
internal static class ZipTarget
{
    private const int MaxContent = 1024 * 1024;

    /// <summary>So many entries are unpacked.</summary>
    private const int MaxUnpacked = 8;

    public static FuzzTarget Create() => FuzzTarget.Of("zip", Parse, Hold, Seeds) with
    {
        SharedSeeds = () => SharedFiles.Below("*.eval", "samples", "inspect"),
        Words =
        [
            "PK\u0001\u0002", "PK\u0003\u0004", "PK\u0005\u0006", "PK\u0006\u0006", "PK\u0006\u0007", "header.json", "_journal/start.json",
            "../", "samples/1_epoch_1.json",
        ],

        // Eight entries of at most a mebibyte, as they were compressed and as they are.
        Limit = CostLimit.Default with { FixedBytes = 64 * 1024 * 1024 },
    };

    private static List<ZipEntry> Parse(byte[] input) => ParseAsync(input).GetAwaiter().GetResult();

    private static async Task<List<ZipEntry>> ParseAsync(byte[] input)
    {
        ZipSource source = new(new MemoryStream(input, writable: false));
        List<ZipEntry> entries = [];
        ZipEnd end = await ZipEnd.ReadAsync(source, CancellationToken.None);
        await ZipDirectory.ReadAsync(source, end, entries.Add, CancellationToken.None);
        Promise.Holds(entries.Count == end.Entries, "a ZIP's directory has not as many entries as its end says");
        return entries;
    }

    private static void Hold(byte[] input, List<ZipEntry> entries)
    {
        foreach (ZipEntry entry in entries)
        {
            bool inside =
                entry.Offset >= 0 && entry.CompressedSize >= 0 && entry.Size >= 0 && entry.Offset + entry.LeastLength <= input.Length;
            Promise.Holds(inside, "an entry of a ZIP reaches out of it");
            bool harmless = entry.Name.Length > 0 && entry.Name[0] != '/' && !entry.Name.Split('/', '\\').Contains("..");
            Promise.Holds(harmless, "an entry of a ZIP leads out of its folder");
        }

        ZipSource source = new(new MemoryStream(input, writable: false));
        using ZipArchive? other = Open(input);
        Promise.Holds(other is null || other.Entries.Count == entries.Count, "another reader sees another number of entries");
        for (int index = 0; index < Math.Min(entries.Count, MaxUnpacked); index++)
        {
            if (Promise.OrRefused(() =>
                ZipContent.ReadAsync(source, entries[index], MaxContent, CancellationToken.None).GetAwaiter().GetResult()) is { } content)
            {
                Promise.Holds(content.Length == entries[index].Size, "an entry has another length than its directory says");
                HoldSame(entries[index], content, other?.Entries[index]);
            }
        }
    }

    private static void HoldSame(ZipEntry entry, byte[] content, ZipArchiveEntry? other)
    {
        // The platform knows no Zstandard.
        if (other is not null && entry.Method is (ZipMethod.Stored or ZipMethod.Deflate))
        {
            Promise.Holds(other.FullName == entry.Name, "another reader sees another name");
            Promise.Holds(
                Unpack(other) is not { } unpacked || unpacked.AsSpan().SequenceEqual(content),
                "another reader sees another content");
        }
    }

    private static ZipArchive? Open(byte[] input)
    {
        try
        {
            ZipArchive archive = new(new MemoryStream(input, writable: false), ZipArchiveMode.Read);
            _ = archive.Entries.Count;
            return archive;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return null;
        }
    }

    private static byte[]? Unpack(ZipArchiveEntry entry)
    {
        try
        {
            using Stream stream = entry.Open();
            byte[] content = new byte[entry.Length];
            stream.ReadExactly(content);
            return content;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return null;
        }
    }

    private static IEnumerable<Seed> Seeds()
    {
        yield return new Seed("empty", Zip(CompressionLevel.Optimal));
        yield return new Seed("stored", Zip(CompressionLevel.NoCompression, ("header.json", "{}")));
        yield return new Seed(
            "deflated",
            Zip(
                CompressionLevel.Optimal,
                ("header.json", "{\"a\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}"),
                ("samples/1_epoch_1.json", "[]"),
                ("summaries.json", "[]")));
        yield return new Seed("twice", Zip(CompressionLevel.NoCompression, ("header.json", "1"), ("header.json", "2")));
        yield return new Seed("zip64-end", WithZip64End(Zip(CompressionLevel.NoCompression, ("a", "b"))));
        using MemoryStream log = new();
        Reports.SampleLog.WriteAsync(log, CancellationToken.None).GetAwaiter().GetResult();
        yield return new Seed("sample.eval", log.ToArray());
    }

    private static byte[] Zip(CompressionLevel level, params (string Name, string Content)[] entries)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string content) in entries)
            {
                using StreamWriter writer = new(zip.CreateEntry(name, level).Open());
                writer.Write(content);
            }
        }

        return stream.ToArray();
    }

    /// <summary>Moves what the 22 bytes at the end say into a ZIP64 end record and its locator (APPNOTE 4.3.14 and 4.3.15).</summary>
    private static byte[] WithZip64End(byte[] zip)
    {
        ReadOnlySpan<byte> end = zip.AsSpan(^22);
        byte[] added = new byte[56 + 20 + 22];
        "PK\u0006\u0006"u8.CopyTo(added);
        BinaryPrimitives.WriteUInt64LittleEndian(added.AsSpan(4), 56 - 12);
        added[12] = added[14] = 45;
        BinaryPrimitives.WriteUInt64LittleEndian(added.AsSpan(24), end[8]);
        BinaryPrimitives.WriteUInt64LittleEndian(added.AsSpan(32), end[10]);
        BinaryPrimitives.WriteUInt64LittleEndian(added.AsSpan(40), BinaryPrimitives.ReadUInt32LittleEndian(end[12..]));
        BinaryPrimitives.WriteUInt64LittleEndian(added.AsSpan(48), BinaryPrimitives.ReadUInt32LittleEndian(end[16..]));
        "PK\u0006\u0007"u8.CopyTo(added.AsSpan(56));
        BinaryPrimitives.WriteUInt64LittleEndian(added.AsSpan(64), (ulong)zip.Length - 22);
        added[72] = 1;
        end.CopyTo(added.AsSpan(76));
        added.AsSpan(76 + 8, 12).Fill(0xff);
        return [.. zip[..^22], .. added];
    }
}
