using Exchange.Client.Errors;
using Exchange.Client.Items;
using Exchange.Contract.Ids;

namespace Exchange.Client.Tests.Retrieval;

public sealed class ItemNamesTests
{
    private static readonly ItemId One = ItemId.Parse("abcaaaaaaaaaaaaaaaaaaaaaaa");
    private static readonly ItemId Two = ItemId.Parse("abdaaaaaaaaaaaaaaaaaaaaaaa");

    [Fact]
    public void A_beginning_names_the_only_item_that_has_it() => Assert.Equal(Two, ItemNames.Pick("abd", [One, Two]));

    [Theory]
    [InlineData("ab", ExitCode.Usage)]
    [InlineData("x", ExitCode.Denied)]
    [InlineData("", ExitCode.Usage)]
    [InlineData("ABD", ExitCode.Usage)]
    [InlineData("\u001b[2J", ExitCode.Usage)]
    public void Anything_else_is_refused(string text, ExitCode exit)
    {
        ClientException refused = Assert.Throws<ClientException>(() => ItemNames.Pick(text, [One, Two]));
        Assert.Equal(exit, refused.Exit);
        Assert.DoesNotContain('\u001b', refused.Message);
    }
}
