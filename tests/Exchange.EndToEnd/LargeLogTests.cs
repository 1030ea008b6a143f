using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Exchange.EndToEnd;

/// <summary>
/// A log of a gigabyte and 200,000 samples is read by the program itself, in a process of its own whose memory is
/// watched from outside. The file is made on the spot and deleted afterwards.
/// </summary>
[Trait("Speed", "Slow")]
public sealed class LargeLogTests : IDisposable
{
    private const int Samples = 200_000;
    private const int SampleBytes = 5500;
    private const long Gigabyte = 1024L * 1024 * 1024;
    private const long MaxMemory = 200 * 1000 * 1000;

    private const string Stats = """{"started_at":"2026-01-15T09:00:00+00:00","completed_at":"2026-01-16T09:00:00+00:00","model_usage":"""
        + """{"example/model-1":{"input_tokens":1,"output_tokens":2,"total_tokens":3}}}""";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("exchange-large-");

    /// <summary>Random, so that nothing compresses it; each sample takes another piece.</summary>
    private readonly string noise = Convert.ToBase64String(RandomNumberGenerator.GetBytes(1_000_000));

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Fastest)]
    public async Task The_card_of_a_large_zip_takes_little_memory(CompressionLevel level)
    {
        string path = Path.Combine(folder.FullName, "large.eval");
        await using (FileStream file = File.Create(path))
        {
            // Deflated, base64 shrinks to three quarters.
            WriteZip(file, level, level == CompressionLevel.NoCompression ? SampleBytes : SampleBytes * 3 / 2);
        }

        await AssertCardAsync(path);
    }

    [Fact]
    public async Task The_card_of_large_json_takes_little_memory_wherever_its_samples_are()
    {
        foreach (bool early in (bool[])[false, true])
        {
            string path = Path.Combine(folder.FullName, "large.json");
            await using (FileStream file = File.Create(path))
            {
                WriteJson(file, early);
            }

            await AssertCardAsync(path);
        }
    }

    private static async Task AssertCardAsync(string path)
    {
        Assert.InRange(new FileInfo(path).Length, Gigabyte, 3 * Gigabyte);
        ProcessStartInfo start = new("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "exchange.dll"), "card", "--json", path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        long peak = 0;
        do
        {
            peak = Math.Max(peak, PeakMemory(process.Id));
        }
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(5)));

        Assert.Equal("", await error);
        Assert.Equal(0, process.ExitCode);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Path.GetFileName(path)}: at most {peak / 1_000_000} MB");
        JsonElement evaluation = JsonElement.Parse(await output).GetProperty("evaluation");
        Assert.Equal(
            ("large", Samples),
            (evaluation.GetProperty("task").GetString(), evaluation.GetProperty("completedSamples").GetInt32()));
        Assert.Equal(3, evaluation.GetProperty("usage")[0].GetProperty("totalTokens").GetInt32());
        Assert.Equal(0, evaluation.GetProperty("warnings").GetArrayLength());

        // Less than a runtime needs to start would mean that nothing was measured.
        Assert.InRange(peak, 10_000_000, MaxMemory);
    }

    /// <summary>The most memory that a process ever held, in bytes, as Linux counts it; 0 once it has ended.</summary>
    private static long PeakMemory(int id)
    {
        try
        {
            string? line =
                File.ReadLines($"/proc/{id}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan("VmHWM:".Length..^"kB".Length), CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private void WriteZip(FileStream file, CompressionLevel level, int sampleBytes)
    {
        using ZipArchive zip = new(file, ZipArchiveMode.Create);
        Write(zip, "_journal/start.json", level, $$$"""{"version":2,"eval":{{{Eval()}}}}""");
        for (int id = 1; id <= Samples; id++)
        {
            Write(zip, $"samples/{id}_epoch_1.json", level, Sample(id, sampleBytes));
        }

        Write(
            zip,
            "header.json",
            level,
            $$$"""{"version":2,"status":"success","eval":{{{Eval()}}},"results":{{{Results}}},"stats":{{{Stats}}}}""");
    }

    private void WriteJson(FileStream file, bool early)
    {
        using StreamWriter writer = new(file);
        writer.Write($$"""{"version":2,"status":"success",""");
        if (!early)
        {
            writer.Write($$""" "eval":{{Eval()}},"plan":{},"results":{{Results}},"stats":{{Stats}},""");
        }

        writer.Write("\"samples\":[");
        for (int id = 1; id <= Samples; id++)
        {
            writer.Write(id == 1 ? "" : ",");
            writer.Write(Sample(id, SampleBytes));
        }

        writer.Write("]");
        if (early)
        {
            writer.Write($$""","eval":{{Eval()}},"plan":{},"results":{{Results}},"stats":{{Stats}}""");
        }

        writer.Write("}");
    }

    private string Sample(int id, int bytes) =>
        $$$$"""{"id":{{{{id}}}},"epoch":"""
            + $$$$"""1,"input":"{{{{noise.AsSpan(id * 7919 % (noise.Length - bytes), bytes)}}}}","target":"","messages":[],"scores":"""
            + $$$$"""{"match":{"value":NaN}}}""";

    /// <summary>A real header names every sample's id.</summary>
    private static string Eval() =>
        $$$"""{"task":"large","model":"example/model-1","created":"2026-01-15T09:00:00+00:00","dataset":"""
            + $$$"""{"samples":{{{Samples}}},"sample_ids":[{{{string.Join(',', Enumerable.Range(1, Samples))}}}]},"config":"""
            + $$$"""{"epochs":1}}""";

    private static string Results { get; } =
        $$$$"""{"total_samples":{{{{Samples}}}},"completed_samples":{{{{Samples}}}},"scores":"""
            + $$$$"""[{"name":"match","scorer":"match","metrics":{"accuracy":{"name":"accuracy","value":0.5}}}]}""";

    private static void Write(ZipArchive zip, string name, CompressionLevel level, string content)
    {
        using Stream stream = zip.CreateEntry(name, level).Open();
        stream.Write(Encoding.UTF8.GetBytes(content));
    }
}
