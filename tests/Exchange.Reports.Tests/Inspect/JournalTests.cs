using System.Text;
using Exchange.Formats.Primitives;
using Exchange.Reports.Cards;
using Exchange.Reports.Inspect;
using Exchange.Reports.Tests.Zip;

namespace Exchange.Reports.Tests.Inspect;

/// <summary>Logs of runs that are in progress or crashed: no header, only a beginning and a journal.</summary>
public sealed class JournalTests
{
    private const string InProgress = "the run is in progress or crashed: the log has no final results";

    private static readonly ForgedEntry Start = Entry(
        "_journal/start.json", """{"version":2,"eval":{"task":"t","model":"m","config":{"epochs":2}},"plan":{}}""");

    [Fact]
    public async Task The_journal_tells_how_far_the_run_came()
    {
        Evaluation evaluation = await ReadAsync(
            Start,
            Sample("a", 1), Sample("a", 2), Sample("b", 1),
            Entry(
                "_journal/summaries/1.json",
                """[{"id":"a","epoch":1,"model_usage":{"m":{"input_tokens":1,"output_tokens":2,"total_tokens":3,"reasoning_tokens":1}"""
                    + ""","g":{"total_tokens":7}}}]"""),
            Entry(
                "_journal/summaries/2.json",
                """[{"id":"a","epoch":2,"model_usage":{"m":{"input_tokens":10,"output_tokens":20,"total_tokens":30}}}"""
                    + """,{"id":"b","epoch":1,"error":"boom"}]"""));

        Assert.Equal(
            ("started", 2L, null, 2L), (evaluation.Status, evaluation.CompletedSamples, evaluation.TotalSamples, evaluation.Epochs));
        Assert.Equal(
            [new ModelUsage("g", null, null, 7), new ModelUsage("m", 11, 22, 33) { ReasoningTokens = 1 }],
            evaluation.Usage);
        Assert.Equal([InProgress, "the file contains 3 samples so far", "1 sample ended with an error so far"], evaluation.Warnings);
        Assert.Contains(
            "  samples    2 completed so far, 2 epochs",
            CardText.Lines(new Card { Kind = "evaluation-result", Title = "x", Evaluation = evaluation }));
    }

    [Fact]
    public async Task Of_a_sample_that_was_run_again_the_last_summary_counts_by_number_and_not_by_place()
    {
        Evaluation evaluation = await ReadAsync(
            Start,
            Sample("a", 1),
            Entry("_journal/summaries/10.json", """[{"id":"a","epoch":1,"model_usage":{"m":{"total_tokens":5}}}]"""),
            Entry("_journal/summaries/9.json", """[{"id":"a","epoch":1,"error":"boom","model_usage":{"m":{"total_tokens":100}}}]"""));

        Assert.Equal((1L, 5L), (evaluation.CompletedSamples, evaluation.Usage.Single().TotalTokens));
        Assert.Equal([InProgress, "the file contains 1 sample so far"], evaluation.Warnings);
    }

    [Fact]
    public async Task Of_two_entries_with_one_name_the_last_counts()
    {
        Evaluation evaluation = await ReadAsync(
            Start with { Content = """{"eval":{"task":"old","model":"m"}}"""u8.ToArray() },
            Entry("_journal/summaries/1.json", "[]"),
            Start,
            Sample("a", 1),
            Entry("_journal/summaries/1.json", """[{"id":"a","epoch":1}]"""));

        Assert.Equal(("t", 1L), (evaluation.Task, evaluation.CompletedSamples));
    }

    [Fact]
    public async Task A_journal_that_disagrees_with_the_samples_is_warned_of() =>
        Assert.Equal(
            [InProgress, "the file contains 1 sample so far", "the journal lists 2 samples, but the file contains 1"],
            (await ReadAsync(
                Start,
                Sample("a", 1),
                Entry(
                    "_journal/summaries/1.json",
                    """[{"id":"a","epoch":1},{"id":1,"epoch":1},{"id":"1","epoch":1},{"epoch":1},{"id":{}},7,null]"""))).Warnings);

    [Fact]
    public async Task Changes_of_the_configuration_are_told_from_journal_and_header_alike()
    {
        const string First = """{"changes":[{"config":"eval","name":"max_samples","value":4}"""
            + """,{"config":"eval","name":"time_limit"}],"scope":"task","provenance":{"author":"x"}}""";
        const string Second =
            """{"changes":[{"config":"eval","name":"max_samples","value":8}],"scope":"task","provenance":{"author":""}}""";
        const string Told = "the configuration was changed during the run (2 times): max_samples, time_limit";

        Evaluation journaled = await ReadAsync(
            Start, Entry("_journal/config_updates/2.json", Second), Entry("_journal/config_updates/1.json", First));
        Evaluation finished = await ReadAsync(
            Logs.Sample,
            Logs.HeaderEntry(
                Logs.Header.Replace("\"status\"", $"\"config_updates\":[{First},{Second}],\"status\"", StringComparison.Ordinal)));

        Assert.Equal(
            [InProgress, "the file contains 0 samples so far", Told, "config_updates.provenance.author may identify a person"],
            journaled.Warnings);
        Assert.Equal([Told, "config_updates.provenance.author may identify a person"], finished.Warnings);
    }

    [Fact]
    public async Task Names_that_only_look_like_the_journals_are_passed_over()
    {
        string[] names =
        [
            "_journal/summaries/x.json", "_journal/summaries/-1.json", "_journal/summaries/1.txt",
            "_journal/summaries/99999999999.json", "_journal/summaries/.json", "_journal/summaries/../1.json",
        ];
        ForgedEntry[] entries = [Start, .. names[..^1].Select(name => Entry(name, "not JSON"))];

        Assert.Equal(0, (await ReadAsync(entries)).CompletedSamples);
        await Assert.ThrowsAsync<MalformedException>(() => ReadAsync([Start, Entry(names[^1], "[]")]));
    }

    [Theory]
    [InlineData("_journal/summaries/1.json")]
    [InlineData("_journal/config_updates/1.json")]
    public async Task A_damaged_journal_is_refused(string name)
    {
        MalformedException exception = await Assert.ThrowsAsync<MalformedException>(() => ReadAsync(Start, Entry(name, "[")));
        Assert.Equal("the journal is not JSON, or is nested more than 128 deep", exception.Message);
        await Assert.ThrowsAsync<MalformedException>(() => ReadAsync(Start, Entry(name, "[]") with { Crc = 1 }));
    }

    [Fact]
    public async Task A_journal_with_too_many_entries_is_not_read_and_the_card_says_so()
    {
        IEnumerable<ForgedEntry> summaries = Enumerable.Range(0, Journal.MaxEntries + 1)
            .Select(number => new ForgedEntry($"_journal/summaries/{number}.json", []) { Method = 0 });
        ForgedEntry[] entries = [Start, .. summaries];

        Evaluation? evaluation = await Logs.ReadAsync(ForgedZip.Write(entries, zip64: true, comment: ""));

        Assert.Null(evaluation!.CompletedSamples);
        Assert.Contains("the journal of the log is too large to read for the card", evaluation.Warnings);
    }

    [Fact]
    public async Task A_journal_that_inflates_to_too_much_is_not_read_and_the_card_says_so()
    {
        byte[] blank = [.. "[]"u8, .. Enumerable.Repeat((byte)' ', 15 * 1024 * 1024)];
        ForgedEntry large = new("", blank) { Data = Deflated(blank) };

        Evaluation evaluation = await ReadAsync(
            [Start, .. Enumerable.Range(1, 9).Select(number => large with { Name = $"_journal/summaries/{number}.json" })]);

        Assert.Null(evaluation.CompletedSamples);
        Assert.Contains("the journal of the log is too large to read for the card", evaluation.Warnings);
    }

    private static byte[] Deflated(byte[] content)
    {
        using MemoryStream deflated = new();
        using (System.IO.Compression.DeflateStream deflate =
            new(deflated, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(content);
        }

        return deflated.ToArray();
    }

    private static ForgedEntry Entry(string name, string json) => new(name, Encoding.UTF8.GetBytes(json));

    private static ForgedEntry Sample(string id, int epoch) => Entry($"samples/{id}_epoch_{epoch}.json", "{}");

    private static async Task<Evaluation> ReadAsync(params ForgedEntry[] entries) =>
        await Logs.ReadAsync(ForgedZip.Write(entries)) ?? throw new InvalidOperationException("no log");
}
