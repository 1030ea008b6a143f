using Exchange.Cli.Printing;
using Exchange.Client.Items;
using Exchange.Client.Lists;
using Exchange.Contract.Json;

namespace Exchange.Cli.Verbs;

/// <summary>Prints lists of items.</summary>
internal static class InboxText
{
    /// <summary>How many openings are listed for each item; if there are more, the newest ones and a count.</summary>
    private const int MaxOpenings = 10;

    public static IReadOnlyList<InboxJson> Lines(IReadOnlyList<InboxEntry> entries) => [.. entries.Select(entry => new InboxJson
    {
        Item = entry.Item.ToString(),
        Kind = entry.Kind,
        Sender = entry.Sender.ToString(),
        Received = Timestamp.Format(entry.Received),
        Title = entry.Title,
        State = entry.State,
        SupersededBy = entry.SupersededBy?.ToString(),
        Waits =
        [
            .. entry.Waits.Select(wait =>
                new WaitJson(wait.What, wait.Text, wait.Until is { } until ? Timestamp.Format(until) : null)),
        ],
        Openings =
        [
            .. entry.Openings.Select(opening =>
                new OpeningJson(opening.Member, Timestamp.Format(opening.Time), opening.Purpose, opening.Index.Value)),
        ],
    })];

    /// <summary>Whether an item has not changed visibly.</summary>
    public static bool Same(InboxEntry before, InboxEntry after) =>
        before.Item == after.Item
        && before.State == after.State
        && before.Title == after.Title
        && before.SupersededBy == after.SupersededBy
        && before.Waits.SequenceEqual(after.Waits);

    public static TextTable Table(IReadOnlyList<InboxEntry> entries, bool sent)
    {
        int length = ShortIds.LengthFor(entries.Select(entry => entry.Item));
        TextTable table = new("item", "received", sent ? "kind" : "from", "state", "title");
        foreach (InboxEntry entry in entries)
        {
            table.Add(
                entry.Item.ToString()[..length],
                HumanText.Time(entry.Received),
                sent ? entry.Kind : entry.Sender.ToString(),
                entry.State,
                entry.Title ?? "(not shown yet)");
            foreach (string note in (IEnumerable<string>)[
                .. Scores(entry), .. Superseded(entry, length), .. entry.Waits.Select(Wait), .. Openings(entry)])
            {
                table.AddNote(note);
            }
        }

        return table;
    }

    private static IEnumerable<string> Scores(InboxEntry entry) => entry.Card?.Evaluation is { } evaluation
        ? evaluation.Scores
            .Take(4)
            .Select(score => $"{score.Name}: {string.Join(", ", score.Metrics.Take(6).Select(metric => $"{metric.Name} {metric.Value}"))}")
        : [];

    private static IEnumerable<string> Superseded(InboxEntry entry, int length) =>
        entry.SupersededBy is { } later ? [$"replaced by {later.ToString()[..length]}"] : [];

    private static string Wait(Waiting wait)
    {
        string end = wait.Until is { } until ? $" {(wait.What == Waiting.Due ? "by" : "until")} {HumanText.Time(until)}" : "";
        string need = wait.What switch
        {
            Waiting.Approve => "needs your answer",
            Waiting.Acknowledge => "needs your acknowledgement",
            _ => "needs opening",
        };
        return $"{need}{end}: {wait.Text}";
    }

    private static IEnumerable<string> Openings(InboxEntry entry)
    {
        if (entry.Openings.Count > MaxOpenings)
        {
            yield return $"{entry.Openings.Count - MaxOpenings} earlier openings; see: exchange audit log {entry.Item.ToString()[..8]}";
        }

        foreach (Opening opening in entry.Openings.TakeLast(MaxOpenings))
        {
            yield return $"opened by {opening.Member} at {HumanText.Time(opening.Time)} for {opening.Purpose} (entry {opening.Index})";
        }
    }
}

/// <summary>One line of <c>inbox --json</c> and <c>sent --json</c>.</summary>
internal sealed record InboxJson
{
    public required string Item { get; init; }

    public required string Kind { get; init; }

    public required string Sender { get; init; }

    public required string Received { get; init; }

    public required string? Title { get; init; }

    public required string State { get; init; }

    public required string? SupersededBy { get; init; }

    public required IReadOnlyList<WaitJson> Waits { get; init; }

    public required IReadOnlyList<OpeningJson> Openings { get; init; }
}

/// <summary>
/// What an item waits for from the caller: <c>approve</c>, <c>acknowledge</c> or <c>due</c>; until is null where there is no deadline.
/// </summary>
internal sealed record WaitJson(string What, string Text, string? Until);

/// <summary>Who opened an item that the caller sent, when, for which purpose, and the entry of the audit log that records it.</summary>
internal sealed record OpeningJson(string Member, string Time, string Purpose, long Index);
