using System.Globalization;
using System.Text.RegularExpressions;

namespace Exchange.Hostile.Faults;

/// <summary>What strace wrote down: whether the fault fell, how often, and on what.</summary>
internal static partial class FaultTrace
{
    /// <summary>The files on which errors were injected, one for each time.</summary>
    public static IReadOnlyList<string> Errors(string trace)
    {
        List<string> paths = [];
        Dictionary<string, string> begun = [];
        foreach (string line in Lines(trace))
        {
            // A call that others came between stands in two lines.
            if (!line.Contains("<... ", StringComparison.Ordinal))
            {
                begun[ThreadOf(line)] = line;
            }

            if (line.EndsWith("(INJECTED)", StringComparison.Ordinal))
            {
                paths.Add(PathIn(begun.GetValueOrDefault(ThreadOf(line), line)));
            }
        }

        return paths;
    }

    /// <summary>
    /// The file of the call that the kill fell on: the one whose number was due in its thread, and which has no result. Null where
    /// there is none such, so that whoever died did so of something else.
    /// </summary>
    public static string? KilledAt(string trace, Fault fault)
    {
        int due = int.Parse(fault.When, CultureInfo.InvariantCulture);
        foreach (IGrouping<string, string> thread in Lines(trace).GroupBy(ThreadOf))
        {
            string[] begun = [.. thread.Where(line => !line.Contains("<... ", StringComparison.Ordinal))];
            if (begun.Length == due && HasNoResult(thread.Last()))
            {
                return PathIn(begun[^1]);
            }
        }

        return null;
    }

    // The file may be cut anywhere while it is being written.
    private static IEnumerable<string> Lines(string trace) =>
        File.Exists(trace) ? Read(trace).Where(line => line.Contains(' ', StringComparison.Ordinal)) : [];

    private static string[] Read(string trace)
    {
        using StreamReader reader = new(new FileStream(trace, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n');
    }

    private static string ThreadOf(string line) => line[..line.IndexOf(' ', StringComparison.Ordinal)];

    private static bool HasNoResult(string line) =>
        line.EndsWith("= ?", StringComparison.Ordinal) || line.EndsWith("<unfinished ...>", StringComparison.Ordinal);

    // What -y says of a descriptor; else the first name that is given.
    private static string PathIn(string line) =>
        (Descriptor().Match(line) is { Success: true } open ? open : Name().Match(line)).Groups[1].Value;

    [GeneratedRegex(@"^[0-9]+ +[a-z0-9]+\([0-9]+<([^>]*)>")]
    private static partial Regex Descriptor();

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Name();
}
