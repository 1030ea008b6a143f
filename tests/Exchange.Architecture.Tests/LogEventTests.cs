using System.Text.RegularExpressions;

namespace Exchange.Architecture.Tests;

/// <summary>An event id means one line of the log, whichever half of the program writes it.</summary>
public sealed partial class LogEventTests
{
    [Fact]
    public void Every_log_line_has_an_id_of_its_own_from_the_one_list()
    {
        string[] declared = [.. Sources().SelectMany(file => Ids(file, Declaration(), "name"))];
        string[] numbers = [.. Sources().SelectMany(file => Ids(file, Declaration(), "number"))];
        string[] used = [.. Sources().SelectMany(file => Ids(file, LogLine(), "id"))];

        Assert.NotEmpty(used);
        Assert.Equal(numbers.Distinct(), numbers);
        Assert.Equal(declared.Select(name => $"LogEventIds.{name}").Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Sources() => Checkout.CSharpFiles("src");

    private static IEnumerable<string> Ids(string file, Regex pattern, string group) =>
        Path.GetFileName(file) == "LogEventIds.cs" == (group != "id")
            ? Checkout.Lines(file)
                .Select(line => pattern.Match(line))
                .Where(match => match.Success)
                .Select(match => match.Groups[group].Value)
            : [];

    [GeneratedRegex(@"^\s*public const int (?<name>\w+) = (?<number>\d+);")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\[LoggerMessage\((?:EventId = )?(?<id>[\w.]+)")]
    private static partial Regex LogLine();
}
