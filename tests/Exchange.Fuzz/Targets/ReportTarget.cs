using System.Globalization;
using System.IO.Compression;
using Exchange.Formats.Primitives;
using Exchange.Fuzz.Samples;
using Exchange.Reports;
using Exchange.Reports.Cards;

namespace Exchange.Fuzz.Targets;

/// <summary>
/// A file that a researcher hands in: read into a card, or refused by <see cref="ReportException"/>. A ZIP is read as a log as
/// it is; any other input is read as a file of its own and as the header of a log that is packed around it, so that the
/// fuzzer gets behind the ZIP's checksums.
/// </summary>
internal static class ReportTarget
{
    private static readonly string Folder = System.IO.Directory.CreateTempSubdirectory("exchange-fuzz-").FullName;

    public static FuzzTarget Create() => FuzzTarget.Of("report", Parse, Hold, Seeds) with
    {
        SharedSeeds = () => SharedFiles.Below("*.eval", "samples", "inspect").Concat(SharedFiles.Below("*.json", "samples", "inspect")),
        Words =
        [
            "\"version\":", "\"status\":\"", "\"eval\":{", "\"task\":\"", "\"model\":\"", "\"dataset\":{", "\"results\":{", "\"stats\":{",
            "\"scores\":[{", "\"metrics\":{", "\"value\":", "NaN", "-Infinity", "\"model_usage\":{",
            "\"created\":\"2026-01-01T00:00:00+00:00\"", "\"samples\":[", "1e999", "\\ud800", "null",
        ],

        // A log's header may be far longer than the card that it becomes, and a ZIP may unpack to 16 MiB of it.
        Limit = CostLimit.Default with { FixedBytes = 128 * 1024 * 1024, ProcessorTime = TimeSpan.FromSeconds(2) },
    };

    private static List<ReadReport> Parse(byte[] input)
    {
        List<ReadReport> reports = [];
        if (input.AsSpan().StartsWith("PK"u8))
        {
            Add(reports, "log.eval", input);
        }
        else
        {
            Add(reports, "log.json", input);
            Add(reports, "log.eval", Pack(input));
        }

        return reports.Exists(report => report.Card.Evaluation is not null) ? reports : throw new MalformedException("no evaluation");
    }

    private static void Hold(byte[] input, List<ReadReport> reports)
    {
        foreach (ReadReport report in reports)
        {
            Promise.Holds(CardJson.Encode(report.Card).Length <= Card.MaxBytes, "a report becomes a card that is too large to send");
            CardTarget.Hold(report.Card);
            CardTarget.HoldShown(report.Warnings);
        }
    }

    private static void Add(List<ReadReport> reports, string name, byte[] file)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, file);
        try
        {
            reports.Add(CardReader.ReadReportAsync([path], new CardOptions(), CancellationToken.None).GetAwaiter().GetResult());
        }
        catch (ReportException refusal)
        {
            CardTarget.HoldShown([refusal.Message]);
        }
    }

    private static byte[] Pack(byte[] header)
    {
        using MemoryStream log = new();
        using (ZipArchive zip = new(log, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = zip.CreateEntry("header.json", CompressionLevel.NoCompression).Open();
            entry.Write(header);
        }

        return log.ToArray();
    }

    private static IEnumerable<Seed> Seeds()
    {
        using MemoryStream log = new();
        Reports.SampleLog.WriteAsync(log, CancellationToken.None).GetAwaiter().GetResult();
        yield return new Seed("sample.eval", log.ToArray());
        using ZipArchive zip = new(log, ZipArchiveMode.Read);
        foreach (ZipArchiveEntry entry in zip.Entries.Where(entry => entry.Name is "header.json" or "start.json"))
        {
            using MemoryStream json = new();
            using Stream content = entry.Open();
            content.CopyTo(json);
            yield return new Seed(entry.Name, json.ToArray());
        }
    }
}
