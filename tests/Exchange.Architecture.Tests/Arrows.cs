namespace Exchange.Architecture.Tests;

/// <summary>
/// The arrows between the rooms: Formats ← Contract ← Server; Formats ← Reports; Contract, Reports ← Client ← {Cli, Console}.
/// Server and Client never meet, except in the command line, which hosts both.
/// </summary>
internal static class Arrows
{
    /// <summary>Which projects a project file may name. A project that is not here has no place in the design yet.</summary>
    private static readonly Dictionary<string, string[]> Direct = new(StringComparer.Ordinal)
    {
        ["Exchange.Formats"] = [],
        ["Exchange.Reports"] = ["Exchange.Formats"],
        ["Exchange.Contract"] = ["Exchange.Formats"],
        ["Exchange.Server"] = ["Exchange.Contract", "Exchange.Formats"],
        ["Exchange.Client"] = ["Exchange.Contract", "Exchange.Reports", "Exchange.Formats"],
        ["Exchange.Console"] = ["Exchange.Client", "Exchange.Contract", "Exchange.Reports", "Exchange.Formats"],
        ["Exchange.Cli"] =
        [
            "Exchange.Console", "Exchange.Server", "Exchange.Client", "Exchange.Contract", "Exchange.Reports", "Exchange.Formats",
        ],
    };

    public static IReadOnlyCollection<string> Projects => Direct.Keys;

    /// <summary>Everything that a project may reach, itself not included.</summary>
    public static IReadOnlyList<string> From(string project) => Direct.TryGetValue(project, out string[]? allowed)
        ? allowed
        : throw new KeyNotFoundException(
            $"{project} has no place in the arrows between the rooms: decide where it stands, then add it here");
}
