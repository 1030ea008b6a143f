using System.Text;
using Exchange.Reports.Cards;
using Exchange.Reports.Inspect;
using Exchange.Reports.Tests.Zip;

namespace Exchange.Reports.Tests.Inspect;

/// <summary>Small logs made in the tests, and reading them from memory.</summary>
internal static class Logs
{
    public const string Header = """
        {"version":2,"status":"success","eval":{"task":"a_task","model":"example/model-1","created":"2026-01-15T09:00:00+00:00"},
        "results":{"total_samples":1,"completed_samples":1,
          "scores":[{"name":"match","metrics":{"accuracy":{"name":"accuracy","value":1}}}]}}
        """;

    public static ForgedEntry Sample { get; } = new("samples/1_epoch_1.json", "{}"u8.ToArray());

    public static ForgedEntry HeaderEntry(string json = Header) => new("header.json", Encoding.UTF8.GetBytes(json));

    public static byte[] WithHeader(string json) => ForgedZip.Write(Sample, HeaderEntry(json));

    public static async Task<Evaluation?> ReadAsync(byte[] file, int maxHeader = InspectLog.DefaultMaxHeader)
    {
        using MemoryStream stream = new(file);
        return await InspectLog.OpenAsync(stream, maxHeader, TestContext.Current.CancellationToken) is { } log
            ? await log.ReadAsync(TestContext.Current.CancellationToken)
            : null;
    }
}
