namespace Exchange.Architecture.Tests;

/// <summary>
/// The arrows between the folders of a project. A folder is a room: it sees the rooms of lower levels, and neither its neighbours nor
/// what is above it. What two rooms need lies below both.
/// </summary>
internal sealed class Rooms(string project)
{
    /// <summary>The project's own folder.</summary>
    public const string Root = "";

    /// <summary>Each project's rooms, from the lowest level up. A folder in a folder is named with a dot, as in namespaces.</summary>
    private static readonly Dictionary<string, string[][]> Levels = new(StringComparer.Ordinal)
    {
        ["Exchange.Formats"] =
        [
            ["Primitives"],
            ["Safety"],
            ["Age", "Dsse", "Tlog"],
            ["Parts"],
        ],
        ["Exchange.Reports"] =
        [
            ["Json", "Zip"],
            ["Cards"],
            ["Inspect"],
            [Root],
        ],
        ["Exchange.Contract"] =
        [
            ["Errors", "Ids", "Members"],
            ["Policy"],
            ["Policy.Evaluation"],
            ["Policy.Wording"],
            ["Policy.Rules"],
            ["Json"],
            ["Statements"],
            ["Agreements"],
            ["Events"],
            ["Directory"],
            ["Items"],
        ],
        ["Exchange.Server"] =
        [
            ["Storage"],
            ["Calls", "Items"],
            [Root],
            ["Audit", "Directory", "Governance", "Grants", "Retrieval", "Submission", "Tiles"],
            ["Hosting"],
        ],
        ["Exchange.Client"] =
        [
            ["Errors", "Agreements"],
            ["Home", "Policies"],
            ["Checkpoints", "Keys"],
            ["Joining", "Transport"],
            ["Directory"],
            [Root],
            ["Receipts", "Transfer"],
            ["Items", "Sealing"],
            ["Record", "Release"],
            ["Audit", "Governance", "Lists", "Retrieval", "Submission"],
        ],
        ["Exchange.Cli"] =
        [
            ["Help", "Printing"],
            ["Shell"],
            ["Doctor", "Sandbox"],
            ["Demo", "Verbs"],
            [Root],
        ],
    };

    private readonly string[][] levels = Levels[project];

    public static IReadOnlyCollection<string> Projects => Levels.Keys;

    public string Project => project;

    public IEnumerable<string> All => levels.SelectMany(level => level);

    /// <summary>The rooms that a room may use.</summary>
    public IReadOnlyList<string> Below(string room) => [.. levels.TakeWhile(level => !level.Contains(room)).SelectMany(level => level)];

    /// <summary>Null where a namespace is no room of this project.</summary>
    public string? RoomOf(string space) => space == project ? All.FirstOrDefault(room => room.Length == 0)
        : space.StartsWith(project + ".", StringComparison.Ordinal) ? All.FirstOrDefault(room => room == space[(project.Length + 1)..])
        : null;

    public string SpaceOf(string room) => room.Length == 0 ? project : $"{project}.{room}";

    /// <summary>What is wrong with one room's use of another, in a sentence; null where nothing is.</summary>
    /// <param name="user">The file or type that uses it.</param>
    public string? Judge(string user, string from, string to) =>
        from == to || Below(from).Contains(to)
            ? null
            : $"{user} uses {SpaceOf(to)}; {SpaceOf(from)} may use "
                + $"{string.Join(", ", Below(from).Select(SpaceOf).DefaultIfEmpty("no room"))}";
}
