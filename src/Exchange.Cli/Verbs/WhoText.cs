using Exchange.Cli.Printing;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Contract.Policy.Wording;

namespace Exchange.Cli.Verbs;

/// <summary>Who could open an item and when, to read: members for whom the same is true are shown together.</summary>
internal static class WhoText
{
    /// <summary>The most names that are all written out; of more, one fewer and a number.</summary>
    private const int MaxNames = 4;

    private const int LabelWidth = 10;

    /// <summary>For each group of members a line with their names, then lines for the card and for the contents.</summary>
    /// <param name="policy">The one that decided.</param>
    /// <param name="nameOf">A member's name for people, safe to print.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<WhoEntry> who, AccessPolicy policy, Func<MemberId, string> nameOf)
    {
        IEnumerable<IGrouping<string, (MemberId Member, string[] Lines)>> groups = who
            .GroupBy(entry => entry.Reader.Id)
            .Select(entries => (Member: entries.Key, Lines: Timeline(entries, policy)))
            .GroupBy(member => string.Join('\n', member.Lines), StringComparer.Ordinal);
        foreach (IGrouping<string, (MemberId Member, string[] Lines)> group in groups)
        {
            yield return Names([.. group.Select(member => nameOf(member.Member))]);
            foreach (string line in group.First().Lines)
            {
                yield return line;
            }
        }
    }

    /// <summary>Names of members in a row, however many they are.</summary>
    public static string Names(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "nobody",
        1 => names[0],
        <= MaxNames => PolicyText.Series(names, "and"),
        _ => FormattableString.Invariant($"{string.Join(", ", names.Take(MaxNames - 1))} and {names.Count - MaxNames + 1:N0} others"),
    };

    private static string[] Timeline(IEnumerable<WhoEntry> entries, AccessPolicy policy) =>
    [
        .. entries.GroupBy(entry => entry.Key).SelectMany(key => Stretches(key, policy).Select((stretch, place) =>
            $"  {(place > 0 ? "" : key.Key == SealedKey.Card ? "card" : "contents").PadRight(LabelWidth)}{stretch}")),
    ];

    /// <summary>One line for as long as the outcome is the same.</summary>
    private static IEnumerable<string> Stretches(IEnumerable<WhoEntry> entries, AccessPolicy policy)
    {
        List<(DateTimeOffset From, DateTimeOffset? Until, string Outcome)> stretches = [];
        foreach (WhoEntry entry in entries)
        {
            string outcome = Outcome(entry, policy);
            if (stretches.Count > 0 && stretches[^1].Outcome == outcome)
            {
                stretches[^1] = stretches[^1] with { Until = entry.Until };
            }
            else
            {
                stretches.Add((entry.From, entry.Until, outcome));
            }
        }

        return stretches.Select(stretch =>
            $"from {HumanText.Time(stretch.From)}{(stretch.Until is { } until ? $" until {HumanText.Time(until)}" : "")}: "
            + stretch.Outcome);
    }

    private static string Outcome(WhoEntry entry, AccessPolicy policy) => entry.Decision is Decision.Deny denied
        ? $"no: {string.Join(' ', denied.Failed.Select(failed => Reason(failed, policy)))}"
        : entry.Purposes.Count == 0 ? "yes" : $"yes, for {string.Join(", ", entry.Purposes)}";

    // What time alone changes is in the next line; what somebody must do is said here.
    private static string Reason(FailedCondition failed, AccessPolicy policy) =>
        failed.CouldChangeAt is null && ConditionText.Remedy(failed, policy) is { } change
            ? $"{ConditionText.Of(failed)} {change}"
            : ConditionText.Of(failed);
}
