using System.Text;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using FsCheck;
using FsCheck.Xunit;

namespace Exchange.Formats.Tests.Dsse;

public sealed class InTotoStatementTests
{
    private const string Good =
        """{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"part-0","digest":{"sha256":"00ff"}"""
            + ""","annotations":{"length":7}},{"name":"part-1","digest":{"d":"ab"}}]"""
            + ""","predicateType":"https://example.com/p","predicate":{"b": [1, {"c":"d"}]}}""";

    [Fact]
    public void A_statement_keeps_its_predicate_byte_for_byte()
    {
        InTotoStatement statement = InTotoStatement.Parse(Encoding.UTF8.GetBytes(Good));
        Assert.Equal(
            [new StatementSubject("part-0", "sha256", "00ff", 7), new StatementSubject("part-1", "d", "ab", null)], statement.Subjects);
        Assert.Equal("https://example.com/p", statement.PredicateType);
        Assert.Equal("""{"b": [1, {"c":"d"}]}""", Encoding.UTF8.GetString(statement.Predicate.Span));
        Assert.Equal(Good, Encoding.UTF8.GetString(statement.Encode()));
    }

    [Theory]
    [InlineData("\"_type\":\"https://in-toto.io/Statement/v1\"", "\"_type\":\"https://in-toto.io/Statement/v0.1\"")]
    [InlineData("\"_type\":\"https://in-toto.io/Statement/v1\",", "")]
    [InlineData("\"length\":7", "\"length\":07")]
    [InlineData("\"length\":7", "\"length\":7.0")]
    [InlineData("\"length\":7", "\"length\":-7")]
    [InlineData("\"length\":7", "\"length\":9223372036854775808")]
    [InlineData("\"length\":7", "\"length\":\"7\"")]
    [InlineData("\"length\":7", "\"length\":7,\"length\":7")]
    [InlineData("\"annotations\":{\"length\":7}", "\"annotations\":{}")]
    [InlineData("00ff", "00FF")]
    [InlineData("00ff", "00f")]
    [InlineData("00ff", "")]
    [InlineData("\"sha256\":\"00ff\"", "\"sha256\":\"00ff\",\"sha512\":\"00ff\"")]
    [InlineData("\"sha256\":\"00ff\"", "\"sha256\":\"00ff\",\"sha256\":\"00ff\"")]
    [InlineData("\"sha256\":\"00ff\"", "")]
    [InlineData("part-1", "part-0")]
    [InlineData("part-1", "")]
    [InlineData("\"c\":\"d\"", "\"c\":\"d\",\"c\":\"e\"")]
    [InlineData("\"c\":\"d\"", "\"c\":\"d\",\"\\u0063\":\"e\"")]
    [InlineData("\"c\":\"d\"", "\"c\":\"\\ud800\"")]
    [InlineData("\"c\":\"d\"", "\"c\":d")]
    [InlineData("{\"b\": [1, {\"c\":\"d\"}]}", "[1]")]
    [InlineData("{\"b\": [1, {\"c\":\"d\"}]}", "null")]
    [InlineData("\"predicate\":{", "\"predicate\": {")]
    [InlineData("}]}}", "}]} }")]
    [InlineData("}]}}", "}]},\"more\":1}")]
    [InlineData("}]}}", "}]}}\n")]
    [InlineData("}]}}", "}]}")]
    public void Another_spelling_of_a_statement_is_refused(string part, string replacement)
    {
        string altered = Good.Replace(part, replacement, StringComparison.Ordinal);
        Assert.NotEqual(Good, altered);
        Assert.Throws<MalformedException>(() => InTotoStatement.Parse(Encoding.UTF8.GetBytes(altered)));
    }

    [Fact]
    public void A_statement_without_subjects_is_refused() =>
        Assert.Throws<MalformedException>(() => new InTotoStatement([], "t", "{}"u8.ToArray()).Encode());

    [Theory]
    [InlineData("")]
    [InlineData("{},\"predicate\":{}")]
    [InlineData("{}}")]
    [InlineData(" {}")]
    [InlineData("{\"a\":1,\"a\":2}")]
    public void A_predicate_that_would_break_out_of_its_place_is_not_encoded(string predicate) =>
        Assert.Throws<MalformedException>(
            () => new InTotoStatement([new StatementSubject("n", "d", "00", null)], "t", Encoding.UTF8.GetBytes(predicate)).Encode());

    [Fact]
    public void Depth_and_size_are_bounded()
    {
        Assert.NotEmpty(Nested(InTotoStatement.MaxDepth - 2).Encode());
        Assert.Throws<MalformedException>(() => Nested(InTotoStatement.MaxDepth).Encode());
        Assert.Throws<MalformedException>(() => InTotoStatement.Parse(new byte[InTotoStatement.MaxSize + 1]));
    }

    [Fact]
    public void What_nests_as_deeply_as_may_be_encoded_may_be_parsed()
    {
        InTotoStatement deepest = Nested(InTotoStatement.MaxDepth - 2);
        Assert.Equal(deepest, InTotoStatement.Parse(deepest.Encode()));
    }

    [Property]
    public void What_a_statement_encodes_it_parses((NonEmptyString Digest, byte[] Hex, long? Length)[] subjects, NonNull<string> type)
    {
        StatementSubject[] named =
        [
            new StatementSubject("first", "sha256", "00", null),
            .. subjects.Select((s, i) => new StatementSubject(
                $"{i} {Text.WithoutLoneSurrogates(s.Digest.Get)}",
                Text.WithoutLoneSurrogates(s.Digest.Get),
                Convert.ToHexStringLower([1, .. s.Hex.Take(63)]),
                s.Length & long.MaxValue)),
        ];
        InTotoStatement statement = new(named, Text.WithoutLoneSurrogates(type.Get), """{"x" : null}"""u8.ToArray());
        byte[] encoded = statement.Encode();
        InTotoStatement parsed = InTotoStatement.Parse(encoded);
        Assert.Equal(statement, parsed);
        Assert.Equal(encoded, parsed.Encode());
    }

    private static InTotoStatement Nested(int depth) => new(
        [new StatementSubject("n", "d", "00", null)],
        "t",
        Encoding.UTF8.GetBytes($"{{\"a\":{new string('[', depth)}{new string(']', depth)}}}"));
}
