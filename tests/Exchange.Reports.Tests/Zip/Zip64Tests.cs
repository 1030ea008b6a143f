using System.IO.Compression;
using System.Text;
using Exchange.Reports.Cards;
using Exchange.Reports.Tests.Inspect;
using Exchange.Reports.Zip;

namespace Exchange.Reports.Tests.Zip;

/// <summary>Logs that are too large for the fields that a ZIP began with: by their entries, by their offsets, by one entry.</summary>
public sealed class Zip64Tests : IDisposable
{
    private const long Large = 4_500_000_000;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("exchange-zip64-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_log_with_more_entries_than_16_bits_count_is_read()
    {
        const int Samples = 70_000;
        using MemoryStream file = new();
        using (ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (int id = 1; id <= Samples; id++)
            {
                Write(zip, $"samples/{id}_epoch_1.json", "{}");
            }

            Write(zip, "header.json", Logs.Header.Replace("_samples\":1", $"_samples\":{Samples}", StringComparison.Ordinal));
        }

        Evaluation? evaluation = await Logs.ReadAsync(file.ToArray());

        Assert.Equal(("a_task", (long)Samples), (evaluation!.Task, evaluation.CompletedSamples));
        Assert.Empty(evaluation.Warnings);
    }

    [Fact]
    public async Task A_log_with_an_entry_and_an_offset_beyond_4_gibibytes_is_read()
    {
        string path = Path.Combine(folder.FullName, "large.eval");
        await using (FileStream file = File.Create(path))
        {
            WriteLarge(file);
        }

        Card card = await CardReader.ReadAsync([path], new CardOptions(), TestContext.Current.CancellationToken);

        Assert.InRange(card.Files.Single().Bytes, Large, Large + 2000);
        Assert.Equal("a_task", card.Evaluation?.Task);
        Assert.Empty(card.Evaluation!.Warnings);
    }

    /// <summary>A stored sample of zeros, which takes no room on most file systems, and behind it the header.</summary>
    private static void WriteLarge(FileStream file)
    {
        using BinaryWriter writer = new(file);
        byte[] sample = "samples/1_epoch_1.json"u8.ToArray();
        byte[] name = "header.json"u8.ToArray();
        byte[] header = Encoding.UTF8.GetBytes(Logs.Header);
        uint crc = Crc32.Of(header);

        // The sample, with both lengths in its ZIP64 field.
        Local(writer, crc: 0, uint.MaxValue, sample, extra: 20);
        Field(writer, Large, Large);
        long data = file.Position;
        file.Position = data + Large;

        long at = file.Position;
        Local(writer, crc, (uint)header.Length, name, extra: 0);
        writer.Write(header);

        long directory = file.Position;
        Central(writer, crc: 0, uint.MaxValue, offset: 0, sample, extra: 20);
        Field(writer, Large, Large);
        Central(writer, crc, (uint)header.Length, uint.MaxValue, name, extra: 12);
        Field(writer, at);

        long end = file.Position;
        writer.Write(0x06064B50);
        writer.Write(44L);
        writer.Write(0x002D032D);
        writer.Write(0L);
        writer.Write(2L);
        writer.Write(2L);
        writer.Write(end - directory);
        writer.Write(directory);
        writer.Write(0x07064B50);
        writer.Write(0);
        writer.Write(end);
        writer.Write(1);
        writer.Write(0x06054B50);
        writer.Write(0);
        writer.Write((ushort)2);
        writer.Write((ushort)2);
        writer.Write((uint)(end - directory));
        writer.Write(uint.MaxValue);
        writer.Write((ushort)0);
    }

    private static void Local(BinaryWriter writer, uint crc, uint length, byte[] name, ushort extra)
    {
        writer.Write(0x04034B50);
        Shared(writer, crc, length, name, extra);
        writer.Write(name);
    }

    private static void Central(BinaryWriter writer, uint crc, uint length, uint offset, byte[] name, ushort extra)
    {
        writer.Write(0x02014B50);
        writer.Write((ushort)0x032D);
        Shared(writer, crc, length, name, extra);
        writer.Write(new byte[10]);
        writer.Write(offset);
        writer.Write(name);
    }

    /// <summary>Version, no flags, stored, a time, CRC, both lengths, and the lengths of name and extra field.</summary>
    private static void Shared(BinaryWriter writer, uint crc, uint length, byte[] name, ushort extra)
    {
        writer.Write((ushort)45);
        writer.Write(0);
        writer.Write(0x5C214800);
        writer.Write(crc);
        writer.Write(length);
        writer.Write(length);
        writer.Write((ushort)name.Length);
        writer.Write(extra);
    }

    private static void Field(BinaryWriter writer, params ReadOnlySpan<long> values)
    {
        writer.Write((ushort)1);
        writer.Write((ushort)(8 * values.Length));
        foreach (long value in values)
        {
            writer.Write(value);
        }
    }

    private static void Write(ZipArchive zip, string name, string content)
    {
        using Stream stream = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
        stream.Write(Encoding.UTF8.GetBytes(content));
    }
}
