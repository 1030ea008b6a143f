using System.Security.Cryptography;
using System.Text;
using Exchange.Formats.Primitives;
using Exchange.Reports.Cards;

namespace Exchange.Reports.Tests;

public sealed class TermsTextTests
{
    private const string Salt = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    [Fact]
    public void The_digest_is_sha_256_over_salt_and_text()
    {
        TermsText terms = TermsText.Read(Salt, "Not to leave\nthe building – ever.");
        byte[] hashed = [.. Enumerable.Range(0, 32).Select(number => (byte)number), .. "Not to leave\nthe building – ever."u8];
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(hashed)), terms.Digest.ToString());
        Assert.True(terms.Matches(new Sha256Digest(SHA256.HashData(hashed))));
        Assert.False(terms.Matches(TermsText.Of("Not to leave\nthe building – ever.").Digest));
    }

    [Theory]
    [InlineData("One.\r\nTwo.\r\n", "One.\nTwo.")]
    [InlineData("\n\nOne.  \n\n\nTwo.\tThree.\n\n", "One.\n\n\nTwo. Three.")]
    [InlineData("a\u00A0b", "a b")]
    public void Line_ends_tabs_and_odd_blanks_become_plain(string written, string text) => Assert.Equal(text, TermsText.Of(written).Text);

    [Theory]
    [InlineData("")]
    [InlineData(" \n \n")]
    [InlineData("a\0b")]
    [InlineData("a\u001b[31mb")]
    [InlineData("a\u202eb")]
    [InlineData("a\u200bb")]
    [InlineData("a\uFFFDb")]
    public void What_nobody_would_see_as_it_is_makes_no_terms(string written) =>
        Assert.Throws<MalformedException>(() => TermsText.Of(written));

    [Fact]
    public void Terms_have_at_most_8_KiB()
    {
        Assert.Equal(8192, TermsText.Of(new string('x', 8192)).Text.Length);
        Assert.Throws<MalformedException>(() => TermsText.Of(new string('x', 8193)));
        Assert.Throws<MalformedException>(() => TermsText.Of(new string('ü', 4097)));
    }

    [Fact]
    public void A_card_carries_them_there_and_back()
    {
        TermsText terms = TermsText.Read(Salt, "One <tag>.\nTwo.");
        Card card = new() { Kind = CardKind.Document, Title = "t", Terms = terms };
        byte[] json = CardJson.Encode(card);
        Assert.Contains($"\"terms\":{{\"salt\":\"{Salt}\",\"text\":\"One ", Encoding.UTF8.GetString(json), StringComparison.Ordinal);
        Assert.Equal(terms, CardJson.Parse(json).Terms);
        Assert.Equal(
            ["  terms      One <tag>.", "  terms      Two."],
            CardText.Lines(card).Where(line => line.Contains("terms", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{"salt":"AAEC","text":"t"}""")]
    [InlineData($$"""{"salt":"{{Salt}}"}""")]
    [InlineData($$"""{"salt":"{{Salt}}","text":7}""")]
    [InlineData($$"""{"salt":"{{Salt}}","text":""}""")]
    [InlineData($$"""{"salt":"{{Salt}}","text":"a\u001bb"}""")]
    [InlineData($$"""{"salt":"{{Salt}}","text":"a\r\nb"}""")]
    [InlineData($$"""{"salt":"{{Salt}}","text":"t","text":"u"}""")]
    [InlineData("[]")]
    [InlineData("\"t\"")]
    public void A_card_with_other_terms_is_refused(string terms) => Assert.Throws<MalformedException>(
        () => CardJson.Parse(
            Encoding.UTF8.GetBytes($$"""{"schema":"exchange-card/1","kind":"document","title":"t","files":[],"terms":{{terms}}}""")));

    [Fact]
    public void Text_that_came_sealed_is_shown_safe() =>
        Assert.Equal(["a\uFFFDb", "c"], TermsText.Read(Salt, "a\u202eb\nc").Lines);
}
