using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.Reports.Cards;
using Exchange.Testing;

namespace Exchange.Reports.Tests.Inspect;

/// <summary>
/// Real logs against what they hold. For each there is a file in <c>Expected</c>: the whole card, or the refusal. They
/// were written from the logs themselves, opened with Python's <c>zipfile</c>, <c>zstandard</c> and <c>json</c>, and the
/// warnings by hand; never from this reader's output.
/// </summary>
public sealed class ExpectedCardTests
{
    private const string CardSuffix = ".card.json";
    private const string RefusalSuffix = ".refused.txt";

    private static readonly string Expected = Path.Combine(AppContext.BaseDirectory, "Inspect", "Expected");
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static TheoryData<string> WithCards => [.. Names(CardSuffix)];

    public static TheoryData<string> Refused => [.. Names(RefusalSuffix)];

    [Theory]
    [MemberData(nameof(WithCards))]
    public async Task A_real_log_gives_the_card_that_it_says(string name)
    {
        string expected = await File.ReadAllTextAsync(Path.Combine(Expected, name + CardSuffix), TestContext.Current.CancellationToken);

        ReadReport report = await ReadAsync(name);

        Assert.Equal(Ordered(JsonNode.Parse(expected)), Ordered(JsonNode.Parse(CardJson.Encode(report.Card))));
        Assert.Equal(report.Card.Evaluation?.Warnings, report.Warnings);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_log_that_cannot_be_read_is_refused_with_its_reason(string name)
    {
        string[] expected = await File.ReadAllLinesAsync(
            Path.Combine(Expected, name + RefusalSuffix), TestContext.Current.CancellationToken);

        ReportException exception = await Assert.ThrowsAsync<ReportException>(() => ReadAsync(name));

        Assert.Equal(expected, (string[])[exception.Message, exception.Next]);
    }

    [Fact]
    public void Every_sample_is_expected_and_nothing_else()
    {
        string folder = SharedMaterial.PathOf("samples", "inspect");
        string[] samples =
            [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path))];

        Assert.Equal(16, samples.Length);
        Assert.Equal(samples.Order(StringComparer.Ordinal), Names(CardSuffix).Concat(Names(RefusalSuffix)).Order(StringComparer.Ordinal));
    }

    private static Task<ReadReport> ReadAsync(string name) => CardReader.ReadReportAsync(
        [SharedMaterial.PathOf(["samples", "inspect", .. name.Split('/')])], new CardOptions(), TestContext.Current.CancellationToken);

    private static IEnumerable<string> Names(string suffix) =>
        Directory.EnumerateFiles(Expected, "*" + suffix, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Expected, path)[..^suffix.Length])
            .Order(StringComparer.Ordinal);

    /// <summary>One text for each meaning: members in the order of their names, numbers in one form.</summary>
    private static string Ordered(JsonNode? node) => Sorted(node)?.ToJsonString(Indented) ?? "null";

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(
            members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(
                member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => JsonValue.Create(value.GetValue<double>()),
        null => null,
        _ => node.DeepClone(),
    };
}
