using Exchange.Contract.Policy;

namespace Exchange.Contract.Tests.Policy;

public sealed class TlpLabelTests
{
    [Theory]
    [InlineData(Tlp.Red, "TLP:RED")]
    [InlineData(Tlp.AmberStrict, "TLP:AMBER+STRICT")]
    [InlineData(Tlp.Amber, "TLP:AMBER")]
    [InlineData(Tlp.Green, "TLP:GREEN")]
    [InlineData(Tlp.Clear, "TLP:CLEAR")]
    public void A_label_is_read_with_and_without_its_prefix(Tlp tlp, string label)
    {
        Assert.Equal(label, TlpLabel.Text(tlp));
        Assert.True(TlpLabel.TryParse(label, out Tlp full));
        Assert.True(TlpLabel.TryParse(label[4..], out Tlp bare));
        Assert.Equal((tlp, tlp), (full, bare));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("TLP:")]
    [InlineData("TLP:WHITE")]
    [InlineData("amber")]
    [InlineData("TLP: AMBER")]
    [InlineData("TLP:TLP:AMBER")]
    [InlineData("AMBER STRICT")]
    [InlineData("AMBER+STRICT ")]
    public void Nothing_else_is_a_label(string? text) => Assert.False(TlpLabel.TryParse(text, out _));
}
