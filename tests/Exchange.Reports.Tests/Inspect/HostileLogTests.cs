using System.Text;
using Exchange.Formats.Primitives;
using Exchange.Formats.Safety;
using Exchange.Reports.Cards;
using Exchange.Reports.Inspect;
using Exchange.Reports.Tests.Zip;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Exchange.Reports.Tests.Inspect;

/// <summary>Whatever bytes a file holds, it is a card, a document or a refusal, and it is read about once.</summary>
public sealed class HostileLogTests : IDisposable
{
    private const string Json =
        """{"version":2,"status":"success","eval":{"task":"t","model":"m","tags":["\u0041"]},"plan":{}"""
            + ""","results":{"total_samples":1,"completed_samples":1,"scores":[{"name":"s","metrics":{"a":{"name":"a","value":NaN}"""
            + ""","b":{"name":"b","value":-Infinity}}}]},"stats":{"started_at":"2026-01-15T09:00:00+00:00"}"""
            + ""","samples":[{"id":1,"x":"\"}]\\"}]}""";

    private static readonly byte[][] Wholes =
    [
        ForgedZip.Write(Logs.Sample, Logs.HeaderEntry()),
        ForgedZip.Write(Logs.Sample, Logs.HeaderEntry() with { Method = 93 }),
        ForgedZip.Write(Logs.Sample, Logs.HeaderEntry(Json) with { Method = 0 }),
        ForgedZip.Write([Logs.Sample with { Zip64 = true }, Logs.HeaderEntry() with { Zip64 = true }], zip64: true, comment: "a comment"),
        ForgedZip.Write(
            new ForgedEntry("_journal/start.json", """{"version":2,"eval":{"task":"t","model":"m"}}"""u8.ToArray()),
            new ForgedEntry(
                "_journal/summaries/1.json", """[{"id":1,"epoch":1,"model_usage":{"m":{"total_tokens":1}}}]"""u8.ToArray()) { Method = 0 },
            new ForgedEntry("_journal/config_updates/1.json", """{"changes":[{"name":"x"}]}"""u8.ToArray()) { Method = 93 },
            Logs.Sample),
        Encoding.UTF8.GetBytes(Json),
        Encoding.UTF8.GetBytes(Json.Replace("\"plan\":{", "\"\\ud800\":7,\"plan\":{\"\\udfff\":\"\\ud800\"", StringComparison.Ordinal)),
        Encoding.UTF8.GetBytes(Json.Replace("\"eval\"", "\"samples\":[[[]],{}],\"eval\"", StringComparison.Ordinal)),
    ];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("exchange-hostile-");

    public void Dispose() => folder.Delete(recursive: true);

    [Property(MaxTest = 1500)]
    public Property A_changed_log_is_read_or_refused_and_nothing_else() => Prop.ForAll(
        MutatedBytes.Of(Wholes), Gen.Elements("x.eval", "x.json", "x.bin").ToArbitrary(), IsReadOrRefused);

    [Property(MaxTest = 500)]
    public Property Any_bytes_are_read_or_refused_and_nothing_else() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        Gen.Elements("PK", "PK\u0005\u0006", "{", "{\"eval\":", "{\"eval\":{\"task\":\"t\",\"model\":\"m\"},", "").ToArbitrary(),
        (bytes, start) => IsReadOrRefused([.. Encoding.ASCII.GetBytes(start), .. bytes], "x.eval"));

    [Property(MaxTest = 1500)]
    public Property No_file_is_read_much_more_than_once() => Prop.ForAll(
        MutatedBytes.Of(Wholes),
        bytes =>
        {
            using CountingStream stream = new(bytes);
            try
            {
                IInspectLog? log = InspectFile.OpenAsync(stream, named: true, CancellationToken.None).GetAwaiter().GetResult();
                _ = log?.ReadAsync(CancellationToken.None).GetAwaiter().GetResult();
            }
            catch (MalformedException)
            {
                // What was read until then counts all the same.
            }

            // The start that tells ZIP from JSON, the tail in search of the end record, the directory, and of each entry its two halves.
            return stream.BytesRead <= 64 + (4 * bytes.Length);
        });

    private bool IsReadOrRefused(byte[] bytes, string name)
    {
        string path = Path.Combine(folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        try
        {
            ReadReport report = CardReader.ReadReportAsync([path], new CardOptions(), CancellationToken.None).GetAwaiter().GetResult();
            return CardText.Lines(report.Card).All(line => TerminalText.Safe(line, int.MaxValue) == line)
                && report.Warnings.All(warning => TerminalText.Safe(warning, int.MaxValue) == warning)
                && CardJson.Parse(CardJson.Encode(report.Card)).Kind == report.Card.Kind;
        }
        catch (ReportException refused)
        {
            return TerminalText.Safe(refused.Message, int.MaxValue) == refused.Message;
        }
    }
}
