using System.Text;
using Exchange.Formats.Primitives;
using Exchange.Reports.Cards;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Exchange.Reports.Tests;

public sealed class CardJsonTests
{
    private const string Least = """{"schema":"exchange-card/1","kind":"document","title":"t","files":[]}""";

    [Fact]
    public void A_card_is_written_like_this()
    {
        Card card = new()
        {
            Item = "abc",
            Sender = "lab/alice",
            Kind = CardKind.EvaluationResult,
            Title = "t on m",
            Files = [new CardFile(1, "run.eval", 12)],
            Evaluation = new Evaluation
            {
                Task = "t",
                Model = "m",
                Status = "success",
                Created = new DateTimeOffset(2026, 1, 15, 9, 0, 0, TimeSpan.FromHours(1)),
                Scores = [new EvaluationScore("s", null, null, 1, 0, [
                    new EvaluationMetric("a", new MetricValue(0.5), null),
                    new EvaluationMetric("b", new MetricValue(double.NegativeInfinity), "g"),
                    new EvaluationMetric("c", new MetricValue(double.NaN), null)])],
            },
        };

        Assert.Equal(
            """{"schema":"exchange-card/1","item":"abc","sender":"lab/alice","kind":"evaluation-result","title":"t on m" """.TrimEnd()
            + ""","files":[{"part":1,"name":"run.eval","bytes":12}]"""
            + ""","evaluation":{"task":"t","model":"m","status":"success","invalidated":false"""
            + ""","created":"2026-01-15T09:00:00+01:00" """.TrimEnd()
            + ""","scores":[{"name":"s","scoredSamples":1,"unscoredSamples":0,"metrics":[{"name":"a","value":0.5}"""
            + """,{"name":"b","value":"-Infinity","group":"g"},{"name":"c","value":"NaN"}]}],"usage":[],"tags":[],"warnings":[]}}""",
            Encoding.UTF8.GetString(CardJson.Encode(card)));
    }

    [Property(MaxTest = 500)]
    public Property A_card_reads_back_as_it_was_written() => Prop.ForAll(
        GeneratedCards.Arbitrary(),
        card =>
        {
            byte[] json = CardJson.Encode(card);
            Card back = CardJson.Parse(json);
            return json.AsSpan().SequenceEqual(CardJson.Encode(back))
                && back.Title == card.Title
                && back.Files.SequenceEqual(card.Files)
                && back.Terms == card.Terms
                && (back.Evaluation is null) == (card.Evaluation is null)
                && (card.Evaluation is not { } evaluation
                    || (Metrics(evaluation).SequenceEqual(Metrics(back.Evaluation!))
                        && evaluation.Usage.SequenceEqual(back.Evaluation!.Usage)
                        && evaluation.Tags.SequenceEqual(back.Evaluation.Tags)
                        && evaluation.Created == back.Evaluation.Created));
        });

    [Fact]
    public void Unknown_members_and_white_space_around_are_passed_over() =>
        Assert.Equal(
            "t",
            Parse(Least.Replace("\"title\"", "\"later\":{\"x\":[1]},\"title\"", StringComparison.Ordinal) + new string(' ', 4096)).Title);

    private static IEnumerable<EvaluationMetric> Metrics(Evaluation evaluation) => evaluation.Scores.SelectMany(score => score.Metrics);

    /// <summary>The smallest card, before one thing is made wrong in it.</summary>
    private const string Whole = """
        {"schema":"exchange-card/1","kind":"document","title":"t","files":[{"part":1,"name":"a","bytes":1}],
        "evaluation":{"task":"k","model":"m","status":"s","scores":[{"name":"n","metrics":[{"name":"r","value":1}]}],
        "usage":[{"model":"m"}],"tags":["x"],"warnings":["w"]}}
        """;

    [Fact]
    public void The_card_that_the_refusals_start_from_is_one() => Assert.Equal("t", Parse(Whole).Title);

    [Theory]
    [InlineData("\"schema\":\"exchange-card/1\",", "")]
    [InlineData("exchange-card/1", "exchange-card/2")]
    [InlineData("\"exchange-card/1\"", "null")]
    [InlineData("\"kind\":\"document\",", "")]
    [InlineData("\"title\":\"t\",", "")]
    [InlineData("\"title\":\"t\"", "\"title\":null")]
    [InlineData("\"title\":\"t\"", "\"title\":7")]
    [InlineData("\"title\":\"t\"", "\"title\":\"\\ud800\"")]
    [InlineData("\"title\":\"t\"", "\"title\":\"t\",\"title\":\"u\"")]
    [InlineData("\"title\":\"t\"", "\"title\":\"t\",\"x\":1,\"x\":1")]
    [InlineData("\"title\":\"t\"", "\"title\":\"t\",\"x\":NaN")]
    [InlineData("\"title\":\"t\"", "\"title\":\"t\",/* */\"x\":1")]
    [InlineData("\"files\":[{\"part\":1,\"name\":\"a\",\"bytes\":1}],", "")]
    [InlineData("[{\"part\":1,\"name\":\"a\",\"bytes\":1}]", "null")]
    [InlineData("[{\"part\":1,\"name\":\"a\",\"bytes\":1}]", "[null]")]
    [InlineData("\"part\":1,", "")]
    [InlineData("\"part\":1", "\"part\":0")]
    [InlineData("\"part\":1", "\"part\":2")]
    [InlineData("\"bytes\":1", "\"bytes\":-1")]
    [InlineData("\"bytes\":1", "\"bytes\":1.5")]
    [InlineData(",\"bytes\":1", "")]
    [InlineData("\"name\":\"a\",", "")]
    [InlineData("\"name\":\"a\"", "\"name\":null")]
    [InlineData("\"task\":\"k\",", "")]
    [InlineData("\"status\":\"s\",", "")]
    [InlineData("\"name\":\"n\",", "")]
    [InlineData(",\"metrics\":[{\"name\":\"r\",\"value\":1}]", "")]
    [InlineData("{\"name\":\"r\",\"value\":1}", "null")]
    [InlineData(",\"value\":1", "")]
    [InlineData("\"value\":1", "\"value\":\"many\"")]
    [InlineData("\"value\":1", "\"value\":null")]
    [InlineData("\"name\":\"r\",", "")]
    [InlineData("[{\"model\":\"m\"}]", "[{}]")]
    [InlineData("[{\"model\":\"m\"}]", "[null]")]
    [InlineData("[\"x\"]", "[null]")]
    [InlineData("\"tags\":[\"x\"],", "")]
    [InlineData("[\"w\"]", "[null]")]
    [InlineData(",\"warnings\":[\"w\"]", "")]
    [InlineData("\"usage\":[{\"model\":\"m\"}],", "")]
    [InlineData("\"scores\":[{\"name\":\"n\",\"metrics\":[{\"name\":\"r\",\"value\":1}]}],", "")]
    [InlineData("[\"w\"]}}", "[\"w\"]},}")]
    [InlineData("[\"w\"]}}", "[\"w\"]}} x")]
    [InlineData("[\"w\"]}}", "[\"w\"]}")]
    public void A_card_with_one_thing_wrong_is_refused(string right, string wrong)
    {
        Assert.Contains(right, Whole, StringComparison.Ordinal);
        Assert.Throws<MalformedException>(() => Parse(Whole.Replace(right, wrong, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void What_is_no_card_at_all_is_refused(string json) => Assert.Throws<MalformedException>(() => Parse(json));

    [Fact]
    public void A_card_with_a_byte_changed_or_cut_off_is_read_or_refused_and_nothing_else()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Whole);
        int refused = 0;
        for (int at = 0; at < whole.Length; at++)
        {
            Assert.Throws<MalformedException>(() => CardJson.Parse(whole.AsSpan(0, at)));
            foreach (byte replacement in "\"{}[],:0nx\\\u0080"u8)
            {
                byte[] changed = [.. whole];
                changed[at] = replacement;
                try
                {
                    Card card = CardJson.Parse(changed);
                    Assert.All(CardText.Lines(card), Assert.NotNull);
                    Assert.NotEmpty(CardJson.Encode(card));
                }
                catch (MalformedException)
                {
                    refused++;
                }
            }
        }

        Assert.InRange(refused, whole.Length, whole.Length * 12);
    }

    [Fact]
    public void A_card_nested_too_deep_is_refused() =>
        Assert.Throws<MalformedException>(
            () => Parse(Least.Replace("[]", new string('[', 40) + new string(']', 40), StringComparison.Ordinal)));

    [Fact]
    public void Depth_in_unknown_members_is_bounded_too() =>
        Assert.Throws<MalformedException>(
            () => Parse(Least.Replace("[]", "[],\"x\":" + new string('[', 40) + new string(']', 40), StringComparison.Ordinal)));

    [Fact]
    public void A_card_may_be_exactly_as_large_as_allowed_and_no_larger()
    {
        Assert.Equal("t", Parse(Least + new string(' ', Card.MaxBytes - Least.Length)).Title);
        Assert.Throws<MalformedException>(() => Parse(Least + new string(' ', Card.MaxBytes - Least.Length + 1)));
        Assert.Throws<MalformedException>(() => CardJson.Encode(new Card { Kind = "document", Title = new string('x', Card.MaxBytes) }));
    }

    [Fact]
    public void A_refusal_does_not_quote_the_card()
    {
        MalformedException exception = Assert.Throws<MalformedException>(
            () => Parse(Least.Replace("\"title\"", "\"secret-codename\":1,\"secret-codename\":2,\"title\"", StringComparison.Ordinal)));
        Assert.DoesNotContain("codename", exception.ToString(), StringComparison.Ordinal);
    }

    private static Card Parse(string json) => CardJson.Parse(Encoding.UTF8.GetBytes(json));
}
