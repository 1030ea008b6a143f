using System.Text;
using Exchange.Formats.Primitives;
using Exchange.Reports.Cards;
using Exchange.Reports.Inspect;

namespace Exchange.Reports.Tests.Inspect;

public sealed class JsonLogTests
{
    private const string Eval = """
        "eval":{"task":"t","model":"m"}
        """;

    private const string Stats = """
        "stats":{"started_at":"2026-01-15T09:00:00+00:00"}
        """;

    private const string Results = """
        "results":{"total_samples":2,"completed_samples":2,"scores":[{"name":"s","metrics":{"a":{"name":"a","value":NaN}}}]}
        """;

    private const string Samples = """
        "samples":[{"id":1,"x":"\"]}\\","y":[NaN,{"eval":{"task":"inner","model":"inner"}}]},{"id":2}]
        """;

    [Fact]
    public async Task Nothing_is_read_from_the_samples_on()
    {
        byte[] samples = Encoding.UTF8.GetBytes($$"""["{{new string('x', 2_000_000)}}" and this is not JSON""");
        byte[] head = Encoding.UTF8.GetBytes($$"""{"version":2,"status":"success",{{Eval}},"plan":{},{{Results}},{{Stats}},"samples":""");
        await using CountingStream stream = new([.. head, .. samples]);

        Evaluation? evaluation = await ReadAsync(stream);

        Assert.Equal("NaN", evaluation!.Scores.Single().Metrics.Single().Value.ToString());
        Assert.InRange(stream.BytesRead, head.Length, head.Length + (128 * 1024));
    }

    [Theory]
    [InlineData("{0},{1},{2},{3},{4}")]
    [InlineData("{4},{0},{1},{2},{3}")]
    [InlineData("{0},{4},{1},{2},{3}")]
    [InlineData("{0},{1},{4},{2},{3}")]
    [InlineData("{0},{1},{2},{4},{3}")]
    [InlineData("{0},{1},{3},{4},{2}")]
    [InlineData("{3},{2},{1},{4},{0}")]
    public async Task Wherever_the_samples_come_the_card_is_the_same(string order)
    {
        string[] members = ["\"status\":\"success\"", Eval, Results, Stats, Samples];
        string json = members.Select((member, index) => (member, index)).Aggregate(
            order, (text, next) => text.Replace($"{{{next.index}}}", next.member, StringComparison.Ordinal));

        Evaluation? evaluation = await ReadAsync($"{{\"version\":2,{json}}}");

        Assert.Equal(
            ("t", "success", 2L, 9), (evaluation!.Task, evaluation.Status, evaluation.CompletedSamples, evaluation.Started!.Value.Hour));
        Assert.Equal("NaN", evaluation.Scores.Single().Metrics.Single().Value.ToString());
    }

    [Fact]
    public async Task The_error_of_a_run_is_read_even_behind_the_samples()
    {
        Evaluation? evaluation = await ReadAsync(
            $$$"""{"status":"error",{{{Eval}}},{{{Stats}}},{{{Samples}}}"""
                + $$$""","error":{"message":"\u001b[31mboom","traceback_ansi":"\u001b[2J"}}""");

        Assert.Equal("\u001b[31mboom", evaluation!.Error);
        Assert.Equal(["the run ended with an error: \uFFFD[31mboom"], evaluation.Warnings);
    }

    [Fact]
    public async Task Of_two_members_with_one_name_the_last_counts()
    {
        Evaluation? evaluation = await ReadAsync(
            $$$"""{"status":"started",{{{Eval}}},"status":"cancelled","eval":{"task":"later","model":"m"}}""");

        Assert.Equal(("later", "cancelled"), (evaluation!.Task, evaluation.Status));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"version\":1,")]
    [InlineData("\"version\":2,")]
    [InlineData("\"version\":3,")]
    public async Task Every_version_so_far_and_none_at_all_is_read(string version) =>
        Assert.Equal("t", (await ReadAsync($"{{{version}{Eval}}}"))?.Task);

    [Fact]
    public async Task White_space_and_a_byte_order_mark_are_passed_over() =>
        Assert.Equal(
            "t",
            (await ReadAsync($"\uFEFF\r\n\t {{ \n\"eval\" \t:\r {{\"task\" : \"t\", \"model\":\"m\"}} , \"other\" : tru }}\n "))?.Task);

    [Fact]
    public async Task A_name_that_is_no_text_is_passed_over() =>
        Assert.Equal("t", (await ReadAsync($$"""{"status":"success","\ud800":1,{{Eval}},"\udfff":[{}]}"""))?.Task);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"results":{},"configs":{},"n-samples":{}}""")]
    [InlineData("""{"version":"2.1.0","runs":[]}""")]
    [InlineData("""{"eval":7}""")]
    [InlineData("""{"eval":{"task":"t"}}""")]
    [InlineData("""{"eval":{"task":"t","model":{}}}""")]
    public async Task Other_json_is_no_log(string json) => Assert.Null(await ReadAsync(json));

    [Fact]
    public async Task Of_other_json_only_the_beginning_is_read()
    {
        byte[] json = Encoding.UTF8.GetBytes($$"""{"runs":["{{new string('x', 2_000_000)}}"]}""");
        await using CountingStream stream = new(json);

        Assert.Null(await ReadAsync(stream));
        Assert.InRange(stream.BytesRead, 1, 128 * 1024);
    }

    [Theory]
    [InlineData("""{"eval":{"task":"t","model":"m"}""", "cut off")]
    [InlineData("""{"eval":{"task":"t","model":"m"},""", "cut off")]
    [InlineData("""{"eval":{"task":"t","model":"m"},"samples":[1,2""", "cut off")]
    [InlineData("""{"eval":{"task":"t","model":"m"},"samples":"x""", "cut off")]
    [InlineData("""{"eval":{"task":"t","model":"m"},"samples":12""", "cut off")]
    [InlineData("""{"eval":{"task":"t","model":"m"},"samples":[1}}""", "do not match")]
    [InlineData("""{"eval":{"task":"t","model":"m"},"samples":}""", "a value is missing")]
    [InlineData("""{"eval":{"task":"t","model":"m"} "samples":1}""", "a ',' is missing")]
    [InlineData("""{"eval":{"task":"t","model":"m"},"samples" 1}""", "a ':' is missing")]
    [InlineData("""{"eval":{"task":"t","model":"m"},samples:1}""", "has no name")]
    [InlineData("""{"eval":{"task":"t","model":"m"},"a\x":1}""", "name of a member of the JSON object is malformed")]
    [InlineData("""{"eval":{"task":"t","model":"m"}}{}""", "something follows")]
    [InlineData("""{"eval":{"task":"t","model":"m"},"stats":{"a":1 2}}""", "is not JSON")]
    [InlineData("""{"eval":{"task":"t","model":"m","x":nul}}""", "is not JSON")]
    [InlineData("[]", "a '{' is missing")]
    public async Task What_is_damaged_is_refused(string json, string why)
    {
        MalformedException exception = await Assert.ThrowsAnyAsync<MalformedException>(() => ReadAsync(json));
        Assert.Contains(why, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("metadata")]
    [InlineData("samples")]
    public async Task Nesting_is_bounded_in_what_is_read_and_in_what_is_passed_over(string member)
    {
        string deep = new string('[', 129) + new string(']', 129);
        MalformedException exception = await Assert.ThrowsAnyAsync<MalformedException>(() => ReadAsync($"{{{Eval},\"{member}\":{deep}}}"));
        Assert.Contains("nested more than 128", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_and_a_name_larger_than_allowed_are_refused_and_a_sample_is_not()
    {
        string large = new('x', 5000);
        Assert.Equal("t", (await ReadAsync($"{{{Eval},\"samples\":[\"{large}\"]}}", maxHeader: 4000))?.Task);
        await Assert.ThrowsAsync<MalformedException>(() => ReadAsync($"{{{Eval},\"metadata\":[\"{large}\"]}}", maxHeader: 4000));
        await Assert.ThrowsAsync<MalformedException>(() => ReadAsync($"{{{Eval},\"{large}\":1}}"));
    }

    [Fact]
    public async Task Counts_of_samples_that_the_reader_did_not_look_at_are_not_doubted() =>
        Assert.Equal(
            ["s has metrics that are not finite numbers: a is NaN"],
            (await ReadAsync($$"""{"status":"success",{{Eval}},{{Results}},{{Stats}},"samples":[]}"""))!.Warnings);

    private static async Task<Evaluation?> ReadAsync(string json, int maxHeader = InspectLog.DefaultMaxHeader)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(json));
        return await ReadAsync(stream, maxHeader);
    }

    private static async Task<Evaluation?> ReadAsync(Stream stream, int maxHeader = InspectLog.DefaultMaxHeader) =>
        await InspectJsonLog.OpenAsync(stream, maxHeader, TestContext.Current.CancellationToken) is { } log
            ? await log.ReadAsync(TestContext.Current.CancellationToken)
            : null;
}
