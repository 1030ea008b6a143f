using Exchange.Cli.Json;
using Exchange.Cli.Printing;
using Exchange.Client.Governance;
using Exchange.Client.Retrieval;
using Exchange.Contract.Json;

namespace Exchange.Cli.Verbs;

/// <summary>How items are listed.</summary>
internal static class InboxText
{
    /// <summary>Openings that are written out for each item; of more, the newest and a number.</summary>
    private const int MaxOpenings = 10;

    public static IReadOnlyList<InboxJson> Lines(IReadOnlyList<InboxEntry> entries) => [.. entries.Select(entry => new InboxJson(
        entry.Item.ToString(),
        entry.Kind,
        entry.Sender.ToString(),
        Timestamp.Format(entry.Received),
        entry.Title,
        entry.State,
        entry.SupersededBy?.ToString(),
        [.. entry.Waits.Select(wait => new WaitJson(wait.What, wait.Text, wait.Until is { } until ? Timestamp.Format(until) : null))],
        [.. entry.Openings
            .Select(opening => new OpeningJson(opening.Member, Timestamp.Format(opening.Time), opening.Purpose, opening.Index.Value))]))];

    /// <summary>Whether there is nothing new to say about an item.</summary>
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
        return $"waits for you, {wait.What}{end}: {wait.Text}";
    }

    private static IEnumerable<string> Openings(InboxEntry entry)
    {
        if (entry.Openings.Count > MaxOpenings)
        {
            yield return $"{entry.Openings.Count - MaxOpenings} earlier openings: see 'exchange audit log {entry.Item.ToString()[..8]}'";
        }

        foreach (Opening opening in entry.Openings.TakeLast(MaxOpenings))
        {
            yield return $"opened by {opening.Member} at {HumanText.Time(opening.Time)} for {opening.Purpose} (entry {opening.Index})";
        }
    }
}
