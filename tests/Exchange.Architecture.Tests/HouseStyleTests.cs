using System.Text.RegularExpressions;

namespace Exchange.Architecture.Tests;

public sealed partial class HouseStyleTests
{
    private const int LineLimit = 300;
    private const int WidthLimit = 140;
    private const int TinyLines = 12;
    private const double TinyShare = 0.12;

    private static readonly string[] ForbiddenWords =
        ["Manager", "Managers", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Base", "Common"];

    [Fact]
    public void No_file_is_longer_than_one_sitting() =>
        Assert.Empty(Checkout.CSharpFiles("src", "tests")
            .Select(file => (file, lines: Checkout.Lines(file).Length))
            .Where(found => found.lines > LineLimit)
            .ToList());

    [Fact]
    public void No_line_is_wider_than_the_window() =>
        Assert.Empty(Checkout.CSharpFiles("src", "tests")
            .SelectMany(file => TooWide(Checkout.Lines(file)).Select(line => $"{file}:{line}"))
            .ToList());

    [Fact]
    public void A_line_is_too_wide_from_141_characters_on() =>
        Assert.Equal([2], TooWide([new string('x', 140), new string('x', 141), "", "x"]));

    [Fact]
    public void Few_files_hold_less_than_an_idea()
    {
        IReadOnlyList<string> files = Checkout.CSharpFiles("src");
        List<string> tiny = [.. files.Where(file => IsTiny(Checkout.Lines(file)))];
        Assert.True(
            tiny.Count <= TinyShare * files.Count,
            $"{tiny.Count} of {files.Count} files in src have {TinyLines} lines or fewer: a type that one other file uses lives there:\n"
                + string.Join('\n', tiny));
    }

    [Fact]
    public void A_file_is_tiny_by_its_lines_that_are_not_blank()
    {
        Assert.True(IsTiny([.. Enumerable.Repeat("x", 12), "", "  "]));
        Assert.False(IsTiny([.. Enumerable.Repeat("x", 13)]));
    }

    [Fact]
    public void No_folder_file_or_type_has_a_name_that_says_nothing() =>
        Assert.Empty(Checkout.CSharpFiles("src", "tests")
            .SelectMany(file => file.Split('/').Concat(DeclaredTypes(file)).Select(name => (file, name)))
            .Where(found => SaysNothing(found.name))
            .ToList());

    [Theory]
    [InlineData("KeyManager.cs")]
    [InlineData("BaseReader")]
    [InlineData("TestHelpers")]
    [InlineData("Exchange.Common")]
    public void An_empty_name_is_recognised(string name) => Assert.True(SaysNothing(name));

    [Theory]
    [InlineData("StrictBase64.cs")]
    [InlineData("Base32")]
    [InlineData("Database")]
    [InlineData("Exchange.Formats")]
    public void A_name_that_only_sounds_like_one_is_not(string name) => Assert.False(SaysNothing(name));

    [Fact]
    public void A_namespace_is_the_path_of_its_folder()
    {
        foreach (string file in Checkout.CSharpFiles("src"))
        {
            string expected = Path.GetDirectoryName(file)!.Replace('\\', '/')["src/".Length..].Replace('/', '.');
            string? declared = Checkout.Lines(
                file).Select(line => NamespaceLine().Match(line)).FirstOrDefault(match => match.Success)?.Groups["name"].Value;

            // A file without a namespace holds assembly attributes or the top-level statements of Main.
            Assert.True(declared is null || declared == expected, $"{file} declares {declared}, its folder is {expected}");
        }
    }

    private static IEnumerable<int> TooWide(string[] lines) =>
        lines.Index().Where(line => line.Item.Length > WidthLimit).Select(line => line.Index + 1);

    private static bool IsTiny(string[] lines) => lines.Count(line => !string.IsNullOrWhiteSpace(line)) <= TinyLines;

    private static IEnumerable<string> DeclaredTypes(string file) => Checkout.Lines(file)
        .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
        .SelectMany(line => TypeDeclaration().Matches(line).Select(match => match.Groups["name"].Value));

    private static bool SaysNothing(string name) =>
        PascalWord().Matches(name).Any(word => ForbiddenWords.Contains(word.Value, StringComparer.Ordinal));

    // A digit belongs to the word before it: Base64 is an encoding, not a base class.
    [GeneratedRegex("[A-Z]+(?![a-z])[0-9]*|[A-Z][a-z]*[0-9]*")]
    private static partial Regex PascalWord();

    [GeneratedRegex(@"\b(?:class|struct|record|interface|enum|delegate)\s+(?<name>[A-Z]\w+)")]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"^namespace\s+(?<name>[\w.]+)\s*;")]
    private static partial Regex NamespaceLine();
}
