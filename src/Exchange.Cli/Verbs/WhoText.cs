using Exchange.Cli.Printing;
using Exchange.Cli.Shell;
using Exchange.Client.Governance;
using Exchange.Contract.Ids;
using Exchange.Contract.Json;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Contract.Policy.Wording;
using Exchange.Formats.Safety;

namespace Exchange.Cli.Verbs;

/// <summary>Prints who could open an item and when. Members with the same answer are shown together.</summary>
internal static class WhoText
{
    /// <summary>Up to this many names are all written out; a longer list ends with a count.</summary>
    private const int MaxNames = 4;

    private const int LabelWidth = 10;

    /// <summary>Answers <c>policy who</c>.</summary>
    public static void Print(Call call, PolicyWhoAnswer answer, Func<MemberId, string> nameOf, bool json)
    {
        if (json)
        {
            call.SayJson(
                new PolicyWhoJson(
                    answer.Item.Id.ToString(),
                    [.. answer.Who.Select(who => Json(who, answer.Policy, nameOf))],
                    answer.Others,
                    answer.Lacking,
                    answer.Notes),
                CliJson.Default.PolicyWhoJson);
            return;
        }

        foreach (string line in Lines(answer.Who, answer.Policy, nameOf))
        {
            call.Say(TerminalText.Safe(line, int.MaxValue));
        }

        if (answer.Who.Count == 0)
        {
            call.Say("Nobody could open it, now or later.");
        }

        call.Say($"{answer.Item.Sender.Name} sent it and has its keys regardless of the policy. "
            + $"{HumanText.Count(answer.Others, "other active member")} could never open it.");
        if (answer.Lacking.Count > 0)
        {
            call.Say($"No key yet on some device of {Names(answer.Lacking)}. Give them one with: "
                + $"exchange grant {answer.Item.Id.ToString()[..8]}");
        }

        foreach (string note in answer.Notes)
        {
            call.Say($"Note: {note}");
        }
    }

    public static WhoJson Json(WhoEntry who, AccessPolicy policy, Func<MemberId, string> nameOf) => new()
    {
        Reader = nameOf(who.Reader.Id),
        Key = SealedKeyNames.Format(who.Key),
        From = Timestamp.Format(Timestamp.Truncate(who.From)),
        Until = who.Until is { } until ? Timestamp.Format(Timestamp.Truncate(until)) : null,
        Permitted = who.Decision is Decision.Permit,
        Purposes = who.Purposes,
        Reasons = who.Decision is Decision.Deny denied ? [.. denied.Failed.Select(failed => new WhoReasonJson(
            ConditionName.Of(failed.Code),
            ConditionText.Of(failed),
            failed.CouldChangeAt is { } at ? Timestamp.Format(Timestamp.Truncate(at)) : null,
            ConditionText.Remedy(failed, policy)))] : [],
    };

    /// <summary>For each group of members, a line with their names, then lines for the card and for the contents.</summary>
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

    /// <summary>The names of members as a list for people, however many there are.</summary>
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

    // What time alone changes is in the next line; this one says what somebody must do.
    private static string Reason(FailedCondition failed, AccessPolicy policy) =>
        failed.CouldChangeAt is null && ConditionText.Remedy(failed, policy) is { } change
            ? $"{ConditionText.Of(failed)} {change}"
            : ConditionText.Of(failed);
}

/// <summary>The decision for one reader and one key over a span of time; Until is null where it has no end.</summary>
internal sealed record WhoJson
{
    public required string Reader { get; init; }

    public required string Key { get; init; }

    public required string From { get; init; }

    public required string? Until { get; init; }

    public required bool Permitted { get; init; }

    public required IReadOnlyList<string> Purposes { get; init; }

    public required IReadOnlyList<WhoReasonJson> Reasons { get; init; }
}

/// <summary>
/// A failed condition, and what would change it: null where nobody can; CouldChangeAt is null where waiting does not help.
/// </summary>
internal sealed record WhoReasonJson(string Code, string Text, string? CouldChangeAt, string? WhatWouldChangeIt);

/// <summary>What <c>policy who --json</c> prints; others counts the remaining active members, none of whom could ever open it.</summary>
internal sealed record PolicyWhoJson(
    string Item,
    IReadOnlyList<WhoJson> Who,
    int Others,
    IReadOnlyList<string> Lacking,
    IReadOnlyList<string> Notes);
