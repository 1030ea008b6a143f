using System.Text;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tests.Primitives;

public sealed class StrictJsonTests
{
    [Theory]
    [InlineData("""{"a":1,"b":{"a":2},"c":[{"a":1},{"a":2}]}""")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData(" { } ")]
    public void What_has_one_meaning_passes(string json) => StrictJson.RequireNoDuplicates(Encoding.UTF8.GetBytes(json), 8);

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":1,"\u0061":2}""")]
    [InlineData("""[{"b":[{"a":1,"c":{},"a":1}]}]""")]
    [InlineData("""{"a":"\udc00"}""")]
    [InlineData("""{"\udc00":1}""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a":1}//x""")]
    [InlineData("""{"a":1}{}""")]
    [InlineData("[[[[[[[[[]]]]]]]]]")]
    [InlineData("")]
    [InlineData("{")]
    public void What_has_more_than_one_meaning_or_none_is_refused(string json) =>
        Assert.Throws<MalformedException>(() => StrictJson.RequireNoDuplicates(Encoding.UTF8.GetBytes(json), 8));

    [Fact]
    public void Invalid_UTF_8_is_refused() =>
        Assert.Throws<MalformedException>(() => StrictJson.RequireNoDuplicates([(byte)'"', 0xff, (byte)'"'], 8));
}
