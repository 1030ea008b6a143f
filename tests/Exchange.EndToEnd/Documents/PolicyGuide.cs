using System.Text.RegularExpressions;

namespace Exchange.EndToEnd.Documents;

/// <summary>What docs/writing-policies.md tells people to write.</summary>
internal static partial class PolicyGuide
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Checkout.Root, "docs", "writing-policies.md"));

    /// <summary>Whole files.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. WholeFile().Matches(string.Join('\n', Lines)).Select(block => block.Groups["text"].Value)];

    /// <summary>The examples of the table of fields: a line of a file, and flags.</summary>
    public static IReadOnlyList<(string InFile, string Flags)> Fields { get; } =
    [
        .. Lines
            .SkipWhile(line => !line.StartsWith("| Field | In the file | Flag |", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|'))
            .Select(cells => (Example(cells[2]), Example(cells[3]))),
    ];

    private static string Example(string cell) => Code().Match(cell) is { Success: true } code
        ? code.Groups["text"].Value
        : throw new InvalidDataException($"no example: {cell}");

    [GeneratedRegex(@"^```yaml\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex WholeFile();

    [GeneratedRegex(@"^ `(?<text>[^`]+)` $", RegexOptions.ExplicitCapture)]
    private static partial Regex Code();
}
