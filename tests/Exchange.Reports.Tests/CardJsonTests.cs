using System.Text;
using Exchange.Formats.Primitives;
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
            """{"schema":"exchange-card/1","item":"abc","sender":"lab/alice","kind":"evaluation-result","title":"t on m","files":[{"part":1,"name":"run.eval","bytes":12}]"""
            + ""","evaluation":{"task":"t","model":"m","status":"success","invalidated":false,"created":"2026-01-15T09:00:00+01:00" """.TrimEnd()
            + ""","scores":[{"name":"s","scoredSamples":1,"unscoredSamples":0,"metrics":[{"name":"a","value":0.5},{"name":"b","value":"-Infinity","group":"g"},{"name":"c","value":"NaN"}]}],"usage":[],"tags":[],"warnings":[]}}""",
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
                && (back.Evaluation is null) == (card.Evaluation is null)
                && (card.Evaluation is not { } evaluation
                    || (evaluation.Scores.SelectMany(score => score.Metrics).SequenceEqual(back.Evaluation!.Scores.SelectMany(score => score.Metrics))
                        && evaluation.Usage.SequenceEqual(back.Evaluation.Usage)
                        && evaluation.Tags.SequenceEqual(back.Evaluation.Tags)
                        && evaluation.Created == back.Evaluation.Created));
        });

    [Fact]
    public void Unknown_members_and_white_space_around_are_passed_over() =>
        Assert.Equal("t", Parse(Least.Replace("\"title\"", "\"later\":{\"x\":[1]},\"title\"", StringComparison.Ordinal) + new string(' ', 4096)).Title);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"schema\":\"exchange-card/1\",\"kind\":\"document\"}")]
    [InlineData("{\"schema\":\"exchange-card/2\",\"kind\":\"document\",\"title\":\"t\"}")]
    [InlineData("{\"schema\":null,\"kind\":\"document\",\"title\":\"t\"}")]
    [InlineData("{\"kind\":\"document\",\"title\":null}")]
    [InlineData("{\"kind\":\"document\",\"title\":7}")]
    [InlineData("{\"kind\":\"document\",\"title\":\"t\",\"title\":\"u\"}")]
    [InlineData("{\"kind\":\"document\",\"title\":\"t\",\"x\":1,\"x\":1}")]
    [InlineData("{\"kind\":\"document\",\"title\":\"t\",\"files\":null}")]
    [InlineData("{\"kind\":\"document\",\"title\":\"t\",\"files\":[null]}")]
    [InlineData("{\"kind\":\"document\",\"title\":\"t\",\"files\":[{\"part\":0,\"name\":\"a\",\"bytes\":1}]}")]
    [InlineData("{\"kind\":\"document\",\"title\":\"t\",\"files\":[{\"part\":1,\"name\":\"a\",\"bytes\":-1}]}")]
    [InlineData("{\"kind\":\"document\",\"title\":\"t\",\"files\":[{\"part\":1,\"bytes\":1}]}")]
    [InlineData("{\"kind\":\"document\",\"title\":\"t\",}")]
    [InlineData("{\"kind\":\"document\",\"title\":\"t\"} x")]
    [InlineData("{\"kind\":\"document\",\"title\":\"\\ud800\"}")]
    [InlineData("{\"kind\":\"document\",\"title\":\"t\",\"x\":NaN}")]
    [InlineData("{\"kind\":\"d\",\"title\":\"t\",\"evaluation\":{\"task\":\"t\",\"model\":\"m\",\"status\":\"s\",\"scores\":[{\"name\":\"s\",\"metrics\":[{\"name\":\"m\",\"value\":\"many\"}]}]}}")]
    [InlineData("{\"kind\":\"d\",\"title\":\"t\",\"evaluation\":{\"task\":\"t\",\"model\":\"m\",\"status\":\"s\",\"scores\":[{\"name\":\"s\"}]}}")]
    public void What_is_no_card_is_refused(string json) => Assert.Throws<MalformedException>(() => Parse(json));

    [Fact]
    public void A_card_nested_too_deep_is_refused() =>
        Assert.Throws<MalformedException>(() => Parse(Least.Replace("[]", new string('[', 40) + new string(']', 40), StringComparison.Ordinal)));

    [Fact]
    public void Depth_in_unknown_members_is_bounded_too() =>
        Assert.Throws<MalformedException>(() => Parse(Least.Replace("[]", "[],\"x\":" + new string('[', 40) + new string(']', 40), StringComparison.Ordinal)));

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
        MalformedException exception = Assert.Throws<MalformedException>(() => Parse("""{"kind":"document","title":"t","secret-codename":1,"secret-codename":2}"""));
        Assert.DoesNotContain("codename", exception.ToString(), StringComparison.Ordinal);
    }

    private static Card Parse(string json) => CardJson.Parse(Encoding.UTF8.GetBytes(json));
}
