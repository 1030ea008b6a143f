using System.Text;
using Exchange.Reports.Json;

namespace Exchange.Reports.Tests.Json;

public sealed class BareNumbersTests
{
    [Theory]
    [InlineData("""{"a":NaN}""", """{"a":"NaN"}""")]
    [InlineData("""[NaN,Infinity,-Infinity,-1]""", """["NaN","Infinity","-Infinity",-1]""")]
    [InlineData("""NaN""", "\"NaN\"")]
    [InlineData("""{"NaN":1,"a":"x, NaN","b":NaN}""", """{"NaN":1,"a":"x, NaN","b":"NaN"}""")]
    [InlineData("""{"a":"\" NaN","b":Infinity}""", """{"a":"\" NaN","b":"Infinity"}""")]
    [InlineData("""{"a":"\\","b":NaN,"c":"\\\"NaN"}""", """{"a":"\\","b":"NaN","c":"\\\"NaN"}""")]
    public void A_bare_word_is_put_into_quotes_outside_strings_only(string json, string expected) =>
        Assert.Equal(expected, Quote(json));

    [Theory]
    [InlineData("""{"a":1.5,"b":"NaN","c":[null,-3]}""")]
    [InlineData("")]
    [InlineData("\"NaN")]
    [InlineData("\"\\")]
    [InlineData("-")]
    [InlineData("Na")]
    public void What_has_no_bare_word_is_left_as_it_is(string json) => Assert.Equal(json, Quote(json));

    private static string Quote(string json) => Encoding.UTF8.GetString(BareNumbers.Quote(Encoding.UTF8.GetBytes(json)).Span);
}
