using System.Globalization;
using System.Text;
using Exchange.Formats.Safety;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Exchange.Reports.Tests;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("Zoë 東京 – ok", "Zoë 東京 – ok")]
    [InlineData("a\nb\r\nc\td", "a b c d")]
    [InlineData("a\u2028b\u2029c\u0085d", "a b c d")]
    [InlineData("\u001b[31mred", "\uFFFD[31mred")]
    [InlineData("\u001b]0;title\u0007", "\uFFFD]0;title\uFFFD")]
    [InlineData("\u009b2J", "\uFFFD2J")]
    [InlineData("a\0b\u007f", "a\uFFFDb\uFFFD")]
    [InlineData("gpj.\u202Eexe", "gpj.\uFFFDexe")]
    [InlineData("\u2066x\u2069", "\uFFFDx\uFFFD")]
    [InlineData("a\u200Bb\uFEFFc\u2060", "a\uFFFDb\uFFFDc\uFFFD")]
    [InlineData("x\u3164\u00ADy", "x\uFFFD\uFFFDy")]
    [InlineData("\U000E0041tag", "\uFFFDtag")]
    [InlineData("a\u00A0b\u3000c", "a b c")]
    [InlineData("", "")]
    public void Text_is_shown_as_it_may_be_shown(string text, string shown) => Assert.Equal(shown, TerminalText.Safe(text));

    [Fact]
    public void Half_a_surrogate_pair_is_replaced()
    {
        Assert.Equal("a\uFFFD\uFFFDb", TerminalText.Safe(new string(['a', '\uD800', '\uD801', 'b'])));
        Assert.Equal("\uFFFDa", TerminalText.Safe(new string(['\uDC00', 'a'])));
    }

    [Fact]
    public void Marks_piled_on_one_letter_are_cut_down() =>
        Assert.Equal("a\u0301\u0301\u0301\u0301\uFFFD\uFFFDb", TerminalText.Safe("a\u0301\u0301\u0301\u0301\u0301\u0301b"));

    [Fact]
    public void Long_text_ends_in_an_ellipsis_and_never_in_half_a_character()
    {
        Assert.Equal("abc…", TerminalText.Safe("abcdef", 4));
        Assert.Equal("abcd", TerminalText.Safe("abcd", 4));
        Assert.Equal("a…", TerminalText.Safe("a😀b", 3));
        Assert.Equal("…", TerminalText.Safe("😀😀", 1));
    }

    [Property(MaxTest = 2000)]
    public Property No_text_can_drive_a_terminal_or_break_a_line() => Prop.ForAll(
        HostileText.Arbitrary(),
        text =>
        {
            string safe = TerminalText.Safe(text, 100);
            return safe.Length <= 100 && safe.EnumerateRunes().All(Harmless) && safe == TerminalText.Safe(safe, 100);
        });

    [Fact]
    public void Every_control_and_format_character_there_is_is_gone()
    {
        for (int value = 0; value <= 0x10FFFF; value++)
        {
            if (Rune.IsValid(value))
            {
                Assert.All(
                    TerminalText.Safe(new Rune(value).ToString()).EnumerateRunes(), rune => Assert.True(Harmless(rune), $"U+{value:X4}"));
            }
        }
    }

    private static bool Harmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
