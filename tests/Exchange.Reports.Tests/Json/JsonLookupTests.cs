using System.Text.Json;
using Exchange.Reports.Cards;
using Exchange.Reports.Json;

namespace Exchange.Reports.Tests.Json;

public sealed class JsonLookupTests
{
    // Found by fuzzing: the platform refuses to look for any name if one of the names is not text.
    [Theory]
    [InlineData("""{"a":1,"\ud800":2}""", 1)]
    [InlineData("""{"\udc00\ud800":2,"a":1}""", 1)]
    [InlineData("""{"a":1,"\u0061":2,"\ud800":3}""", 2)]
    [InlineData("""{"a":1,"a":2}""", 2)]
    public void A_member_is_found_beside_one_whose_name_is_half_a_surrogate_pair(string json, int value)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        Assert.True(document.RootElement.TryMember("a", out JsonElement found));
        Assert.Equal(value, found.GetInt32());
        Assert.Equal(value, document.RootElement.Whole("a"));
    }

    [Theory]
    [InlineData("""{"b":1,"\ud800":2}""")]
    [InlineData("{}")]
    public void A_member_that_is_not_there_is_not_found_beside_one_either(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        Assert.False(document.RootElement.TryMember("a", out _));
        Assert.Null(document.RootElement.Whole("a"));
    }

    [Fact]
    public async Task A_log_with_such_a_name_in_every_object_is_read()
    {
        const string Odd = "\"\\ud800\":1,";
        string log = $"{{{Odd}\"version\":2,\"eval\":{{{Odd}\"task\":\"t\",\"model\":\"m\"}},"
            + $"\"results\":{{{Odd}\"scores\":[{{{Odd}\"name\":\"s\"}}]}}}}";
        string path = Path.Combine(Directory.CreateTempSubdirectory("exchange-reports-").FullName, "log.eval");
        await File.WriteAllBytesAsync(path, Inspect.Logs.WithHeader(log), TestContext.Current.CancellationToken);

        Card card = await CardReader.ReadAsync([path], new CardOptions(), TestContext.Current.CancellationToken);

        Assert.Equal(("t", "m", "s"), (card.Evaluation?.Task, card.Evaluation?.Model, card.Evaluation?.Scores.Single().Name));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }
}
