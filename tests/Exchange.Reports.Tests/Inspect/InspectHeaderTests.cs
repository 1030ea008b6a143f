using Exchange.Formats.Primitives;
using Exchange.Reports.Cards;
using Exchange.Reports.Tests.Zip;
using Exchange.Testing;

namespace Exchange.Reports.Tests.Inspect;

public sealed class InspectHeaderTests
{
    private const string Eval = "\"eval\":{\"task\":\"t\",\"model\":\"m\"}";

    [Theory]
    [InlineData("NaN", "NaN")]
    [InlineData("Infinity", "Infinity")]
    [InlineData("-Infinity", "-Infinity")]
    [InlineData("\"NaN\"", "NaN")]
    [InlineData("null", "NaN")]
    [InlineData("1", "1")]
    [InlineData("0.13333333333333333", "0.13333333333333333")]
    public async Task A_metric_keeps_its_value_even_where_it_is_no_number(string written, string value)
    {
        Evaluation evaluation = await ReadAsync(
            $$$$$"""{{{{{{Eval}}}}},"results":{"scores":[{"name":"s","metrics":{"m":{"name":"m","value":{{{{{written}}}}}}}}]}}""");

        Assert.Equal(value, evaluation.Scores.Single().Metrics.Single().Value.ToString());
    }

    [Fact]
    public async Task A_version_1_log_with_one_scorer_is_read()
    {
        string json = await File.ReadAllTextAsync(
            SharedMaterial.PathOf("samples", "inspect", "v1_with_nan.json"), TestContext.Current.CancellationToken);

        Evaluation evaluation = await ReadAsync(json);

        Assert.Equal(("wikipedia", "openai/gpt-4", 1L), (evaluation.Task, evaluation.Model, evaluation.LogVersion));
        EvaluationScore score = evaluation.Scores.Single();
        Assert.Equal("model_graded_fact", score.Name);
        Assert.Equal(["accuracy NaN", "bootstrap_std 0"], score.Metrics.Select(metric => $"{metric.Name} {metric.Value}"));
        Assert.Equal(new DateTimeOffset(2024, 5, 5, 7, 59, 35, TimeSpan.Zero), evaluation.Started);
    }

    [Fact]
    public async Task A_log_of_a_version_that_is_not_known_is_refused()
    {
        string json = await File.ReadAllTextAsync(
            SharedMaterial.PathOf("samples", "inspect", "version_too_new.json"), TestContext.Current.CancellationToken);
        await RefusedAsync(json, "log version");
    }

    [Theory]
    [InlineData("4")]
    [InlineData("-1")]
    [InlineData("2.5")]
    [InlineData("\"2\"")]
    [InlineData("null")]
    [InlineData("99999999999999999999")]
    public async Task A_strange_version_is_refused(string version) =>
        await RefusedAsync($$$$$"""{"version":{{{{{version}}}}},{{{{{Eval}}}}}}""", "log version");

    [Theory]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{}", "does not describe an evaluation")]
    [InlineData("{\"eval\":[]}", "does not describe an evaluation")]
    [InlineData("{\"eval\":{\"model\":\"m\"}}", "does not name a task")]
    [InlineData("{\"eval\":{\"task\":\"t\",\"model\":7}}", "does not name a model")]
    [InlineData("{\"eval\":", "is not JSON")]
    [InlineData("not json", "is not JSON")]
    [InlineData("", "is not JSON")]
    public async Task What_is_no_header_is_refused(string json, string why) => await RefusedAsync(json, why);

    [Fact]
    public async Task A_header_nested_too_deep_is_refused() =>
        await RefusedAsync(
            $$$$$"""{{{{{{Eval}}}}},"metadata":{"a":{{{{{new string('[', 100_000)}}}}}{{{{{new string(']', 100_000)}}}}}}}""",
            "nested more than");

    [Fact]
    public async Task A_header_that_is_not_utf8_is_refused()
    {
        byte[] file = ForgedZip.Write(new ForgedEntry("header.json", [(byte)'"', 0xFF, (byte)'"']));
        MalformedException exception = await Assert.ThrowsAsync<MalformedException>(() => Logs.ReadAsync(file));
        Assert.Contains("not UTF-8", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_larger_than_allowed_is_refused()
    {
        MalformedException exception = await Assert.ThrowsAsync<MalformedException>(
            () => Logs.ReadAsync(Logs.WithHeader(Logs.Header), maxHeader: 100));
        Assert.Equal("header.json is larger than 100 bytes", exception.Message);
    }

    [Fact]
    public async Task Members_of_another_kind_count_as_absent()
    {
        Evaluation evaluation = await ReadAsync(
            """{"version":2,"status":7,"eval":{"task":"t","model":"m","dataset":3,"created":"soon","config":[],"tags":[1,"x",null]}"""
                + ""","results":{"scores":[5,{}],"total_samples":"3"},"stats":[],"tags":null,"error":"x"}""");

        Assert.Equal("started", evaluation.Status);
        Assert.Null(evaluation.Dataset);
        Assert.Null(evaluation.Created);
        Assert.Null(evaluation.TotalSamples);
        Assert.Equal(["x"], evaluation.Tags);
        Assert.Equal("(no name)", evaluation.Scores.Single().Name);
    }

    [Fact]
    public async Task Models_in_other_roles_and_the_set_are_told()
    {
        Evaluation evaluation = await ReadAsync(
            """{"eval":{"eval_set_id":"set","task":"t","model":"m","model_roles":{"grader":{"model":"a/b","config":{},"args":{}}"""
                + ""","red_team":"c/d","none":{},"number":7}}"""
                + ""","stats":{"model_usage":{"m":{"input_tokens":1"""
                + ""","input_tokens_cache_read":2,"input_tokens_cache_write":3,"reasoning_tokens":4}}}}""");

        Assert.Equal("set", evaluation.EvalSetId);
        Assert.Equal([new ModelRole("grader", "a/b"), new ModelRole("red_team", "c/d")], evaluation.Roles);
        Assert.Equal(
            new ModelUsage("m", 1, null, null) { CacheReadTokens = 2, CacheWriteTokens = 3, ReasoningTokens = 4 },
            evaluation.Usage.Single());
        List<string> lines = [.. CardText.Lines(new Card { Kind = "evaluation-result", Title = "x", Evaluation = evaluation })];
        Assert.Contains("  roles      grader a/b, red_team c/d", lines);
        Assert.Contains("  tokens     m, 1 in, 3 to cache, 2 from cache", lines);
    }

    [Fact]
    public async Task Of_two_members_with_one_name_the_last_counts()
    {
        Evaluation evaluation = await ReadAsync(
            """{"eval":{"task":"first","task":"last","model":"m"}"""
                + ""","results":{"scores":[{"name":"s","metrics":{"a":{"name":"a","value":1},"a":{"name":"a","value":2}}}]}}""");

        Assert.Equal("last", evaluation.Task);
        Assert.Equal(2, evaluation.Scores.Single().Metrics.Single().Value.Value);
    }

    [Fact]
    public async Task Half_a_surrogate_pair_is_shown_as_its_escape()
    {
        Evaluation evaluation = await ReadAsync("""{"eval":{"task":"a\ud800","model":"m"},"stats":{"model_usage":{"b\udfff":{}}}}""");

        Assert.Equal("a\\ud800", evaluation.Task);
        Assert.Equal("(unreadable)", evaluation.Usage.Single().Model);
    }

    [Fact]
    public async Task However_large_a_header_is_its_card_stays_small_and_says_what_it_leaves_out()
    {
        string name = new('é', 1000);
        string metrics = string.Join(
            ',',
            Enumerable.Range(0, 2000).Select(
                index => $$$$$"""  "{{{{{index}}}}}{{{{{name[..100]}}}}}":{"name":"{{{{{name}}}}}","value":NaN} """));
        Evaluation evaluation = await ReadAsync(
            $$$$$"""{"status":"{{{{{name}}}}}","eval":{"task":"{{{{{name}}}}}","model":"m"}"""
                + $$$$$""","results":{"scores":[{"name":"s","metrics":{{{{{{metrics}}}}}}}]}}""");

        Card card = new() { Kind = CardKind.EvaluationResult, Title = "x", Evaluation = evaluation };
        Assert.InRange(CardJson.Encode(card).Length, 1000, Card.MaxBytes / 2);
        Assert.Equal(300, evaluation.Task.Length);
        Assert.StartsWith("the card leaves out ", evaluation.Warnings[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_without_header_falls_back_to_its_journal()
    {
        ForgedEntry start = new(
            "_journal/start.json", System.Text.Encoding.UTF8.GetBytes($$$$$"""{"version":2,{{{{{Eval}}}}},"plan":{}}"""));

        ForgedEntry summary = new("_journal/summaries/1.json", """[{"id":1,"epoch":1}]"""u8.ToArray());
        Evaluation? evaluation = await Logs.ReadAsync(ForgedZip.Write(start, Logs.Sample, summary));

        Assert.Equal("started", evaluation?.Status);
        Assert.Equal(
            ["the run is in progress or crashed: the log has no final results", "the file contains 1 sample so far"],
            evaluation!.Warnings);
    }

    private static async Task<Evaluation> ReadAsync(string header) =>
        await Logs.ReadAsync(Logs.WithHeader(header)) ?? throw new InvalidOperationException("no log");

    private static async Task RefusedAsync(string header, string why)
    {
        MalformedException exception = await Assert.ThrowsAnyAsync<MalformedException>(() => ReadAsync(header));
        Assert.Contains(why, exception.Message, StringComparison.Ordinal);
    }
}
