using System.Text;
using Exchange.Formats.Safety;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Exchange.Reports.Tests;

public sealed class SafeFileNameTests
{
    [Theory]
    [InlineData("run.eval", "run.eval")]
    [InlineData("2025-02-11T15-18-04-05-00_popularity_mj7.eval", "2025-02-11T15-18-04-05-00_popularity_mj7.eval")]
    [InlineData("Bericht über Zoë (2).pdf", "Bericht über Zoë (2).pdf")]
    [InlineData("報告.pdf", "報告.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..\\..\\x.exe", "x.exe")]
    [InlineData("/etc/passwd", "passwd")]
    [InlineData("C:\\Windows\\x", "x")]
    [InlineData("C:x", "C_x")]
    [InlineData("..", "file")]
    [InlineData("", "file")]
    [InlineData("///", "file")]
    [InlineData("a\0b", "a_b")]
    [InlineData("con", "_con")]
    [InlineData("CON.eval", "_CON.eval")]
    [InlineData("com1 .txt", "_com1 .txt")]
    [InlineData("COM\u00B9", "COM_")]
    [InlineData("COM0", "_COM0")]
    [InlineData("console", "console")]
    [InlineData("name. . ", "name")]
    [InlineData("-rf", "rf")]
    [InlineData("--. -x", "x")]
    [InlineData(".bashrc", "bashrc")]
    [InlineData("annexe\u202Efdp.exe", "annexe_fdp.exe")]
    [InlineData("line\nbreak", "line break")]
    [InlineData("re\u0301sume\u0301.pdf", "resume.pdf")]
    [InlineData("a\uFF0Fb\uFF0E\uFF0E", "a_b__")]
    [InlineData("x;rm $HOME`.txt", "x_rm _HOME_.txt")]
    public void A_name_becomes_one_that_is_safe_everywhere(string name, string safe) =>
        Assert.Equal(safe, SafeFileName.From(name, new HashSet<string>()));

    [Fact]
    public void Names_that_some_system_takes_for_one_become_different()
    {
        HashSet<string> taken = [];
        string[] names =
        [
            "é.txt", "É.txt", "e\u0301.txt", "E.txt".ToLowerInvariant(), "straße", "STRASSE", "K", "K\u212A", "run.eval", "RUN.EVAL",
            "run-2.eval",
        ];
        Assert.Equal(
            ["é.txt", "É-2.txt", "e.txt", "e-2.txt", "straße", "STRASSE-2", "K", "K_", "run.eval", "RUN-2.EVAL", "run-2-2.eval"],
            names.Select(name => SafeFileName.From(name, taken)));
    }

    [Fact]
    public void A_long_name_keeps_its_extension_and_whole_characters()
    {
        HashSet<string> taken = [];
        string name = new string('報', 300) + ".eval";

        string first = SafeFileName.From(name, taken);
        string second = SafeFileName.From(name, taken);

        Assert.Equal(new string('報', 65) + ".eval", first);
        Assert.Equal(new string('報', 64) + "-2.eval", second);
        Assert.Equal(200, Encoding.UTF8.GetByteCount(first));
    }

    [Property(MaxTest = 2000)]
    public Property Every_name_is_safe_and_none_is_given_twice() => Prop.ForAll(
        HostileText.Arbitrary().Generator.ListOf().ToArbitrary(),
        names =>
        {
            HashSet<string> taken = [];
            List<string> given = [.. names.Select(name => SafeFileName.From(name, taken))];
            return given.All(IsSafe) && given.Select(SafeFileName.Fold).Distinct(StringComparer.OrdinalIgnoreCase).Count() == given.Count;
        });

    private static bool IsSafe(string name) =>
        name.Length > 0
        && Encoding.UTF8.GetByteCount(name) <= SafeFileName.MaxBytes
        && name[0] is not ('-' or '.' or ' ')
        && name[^1] is not ('.' or ' ')
        && !name.AsSpan().ContainsAny("/\\:*?\"<>|\0")
        && Path.GetFileName(name) == name
        && TerminalText.Safe(name) == name
        && !name.Contains('\uFFFD', StringComparison.Ordinal)
        && name.Split('.')[0].Trim().ToUpperInvariant() is not ("CON" or "PRN" or "AUX" or "NUL" or "LPT1");
}
