using System.IO.Compression;
using System.Text.Json;
using Exchange.Testing;

namespace Exchange.Reports.Tests;

public sealed class SampleLogTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("exchange-sample-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_sample_log_is_a_log_without_a_warning()
    {
        string path = Path.Combine(folder.FullName, SampleLog.FileName);
        await File.WriteAllBytesAsync(path, await BytesAsync(), TestContext.Current.CancellationToken);

        ReadReport report = await CardReader.ReadReportAsync([path], new CardOptions(), TestContext.Current.CancellationToken);

        Assert.Equal("sandbox-escape-refusal on model-1", report.Card.Title);
        Assert.Equal(
            ("example/model-1", 5L, 2L),
            (report.Card.Evaluation?.Model, report.Card.Evaluation?.CompletedSamples, report.Card.Evaluation?.LogVersion));
        Assert.Empty(report.Warnings);

        // Four of five: the mean is 0.8, the sample variance 0.2, and the standard error √(0.2 / 5).
        Assert.Equal(
            ["accuracy 0.8", "stderr 0.2"],
            report.Card.Evaluation!.Scores.Single().Metrics.Select(metric => $"{metric.Name} {metric.Value}"));
    }

    [Fact]
    public async Task The_sample_log_has_the_same_bytes_every_time() => Assert.Equal(await BytesAsync(), await BytesAsync());

    [Fact]
    public async Task The_sample_logs_summaries_tell_what_its_samples_and_its_header_tell()
    {
        using ZipArchive zip = new(new MemoryStream(await BytesAsync()), ZipArchiveMode.Read);
        JsonElement[] summaries = [.. Read(zip, "summaries.json").EnumerateArray()];

        Assert.Equal(5, summaries.Length);
        Assert.Equal(4, summaries.Count(summary => Value(summary) == "C"));
        foreach (JsonElement summary in summaries)
        {
            JsonElement sample = Read(zip, $"samples/{summary.GetProperty("id").GetInt32()}_epoch_1.json");
            Assert.Equal(summary.GetProperty("input").GetString(), sample.GetProperty("input").GetString());
            Assert.Equal(Value(summary), Value(sample));
        }

        Assert.True(JsonElement.DeepEquals(Read(zip, "summaries.json"), Read(zip, "_journal/summaries/1.json")));
        Assert.True(
            JsonElement.DeepEquals(Read(zip, "header.json").GetProperty("eval"), Read(zip, "_journal/start.json").GetProperty("eval")));
    }

    [Fact]
    public async Task The_sample_log_has_nothing_that_real_logs_have_not_and_all_that_they_must_have()
    {
        SortedSet<string> real = new(StringComparer.Ordinal);
        string[] names =
        [
            "popularity_100samples_deflate.eval", "metr_small_agentic_deflate.eval", "derived/multi-scorer_nan_invalidated_edited.eval",
        ];
        foreach (string name in names)
        {
            await using FileStream file = File.OpenRead(SharedMaterial.PathOf(["samples", "inspect", .. name.Split('/')]));
            real.UnionWith(LogShape.Of(file));
        }

        SortedSet<string> made = LogShape.Of(new MemoryStream(await BytesAsync()));

        // Inspect's model has a reducer here too, a text or none; these logs have none.
        Assert.Equal(["reductions.json [].reducer: String"], made.Except(real));
        Assert.Equal([], LogShape.Required.Except(made));
        Assert.True(real.Count > made.Count);
    }

    private static string? Value(JsonElement sample) => sample.GetProperty("scores").GetProperty("match").GetProperty("value").GetString();

    private static JsonElement Read(ZipArchive zip, string name)
    {
        using Stream stream = zip.GetEntry(name)!.Open();
        return JsonElement.Parse(new StreamReader(stream).ReadToEnd());
    }

    private static async Task<byte[]> BytesAsync()
    {
        using MemoryStream stream = new();
        await SampleLog.WriteAsync(stream, TestContext.Current.CancellationToken);
        return stream.ToArray();
    }
}
