using System.Globalization;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy.Evaluation;

namespace Exchange.Contract.Policy.Wording;

/// <summary>
/// A policy in plain English, generated from the parsed signed bytes, so that it says what the evaluator does and nothing else.
/// </summary>
public static class PolicyText
{
    /// <summary>All <see cref="Lines"/> as one paragraph.</summary>
    public static string Sentence(AccessPolicy policy, Func<MemberId, string> nameOf) => string.Join(' ', Lines(policy, nameOf));

    /// <summary>
    /// One sentence for each thing that the policy says: marking, audience, card, contents, openings, purposes, approvals, terms,
    /// sharing, changes, retention.
    /// </summary>
    /// <param name="nameOf">A member's name for people, such as <c>party/handle</c>.</param>
    public static IEnumerable<string> Lines(AccessPolicy policy, Func<MemberId, string> nameOf)
    {
        if (policy.Version != PolicyEvaluator.Version)
        {
            yield return $"The policy has version {policy.Version}, which this software cannot read, so nobody may open the item with it.";
            yield break;
        }

        yield return Marking(policy);
        yield return Audience(policy.Audience, nameOf);
        if (policy.Audience.Count == 0)
        {
            yield break;
        }

        yield return Card(policy);
        yield return Contents(policy);
        if (Openings(policy) is { } openings)
        {
            yield return openings;
        }

        yield return Purposes(policy);
        foreach (ApprovalRule rule in policy.Approvals)
        {
            yield return Approval(rule);
        }

        if (policy.Approvals.Count > 0)
        {
            yield return policy.CardShows == CardShows.WithContents
                ? "Approvers do not see the card; a refusal blocks opening until the approver approves or takes it back."
                : "Approvers may see the card; a refusal blocks opening until the approver approves or takes it back.";
        }

        if (policy.Terms is not null)
        {
            yield return "Each reader must first acknowledge the terms in the card.";
        }

        yield return Sharing(policy);
        yield return Changes(policy);
        if (policy.RetentionDays is { } days)
        {
            yield return $"It must be kept for {Instant.Days(days)}.";
        }
    }

    private static string Marking(AccessPolicy policy) => policy.Handling.Length == 0
        ? $"Marked {TlpLabel.Text(policy.Tlp)}."
        : $"Marked {TlpLabel.Text(policy.Tlp)}, handling {policy.Handling}.";

    private static string Audience(Audience audience, Func<MemberId, string> nameOf)
    {
        string[] who =
        [
            .. audience.Members.Select(nameOf),
            .. audience.Teams.Select(static entry => $"the team {entry.Team} of {entry.Party}"),
            .. audience.Roles.Select(static entry => $"every {RoleNames.Format(entry.Role)} of {entry.Party}"),
        ];
        return who.Length == 0
            ? "The audience is empty, so nobody may open it."
            : $"For {Series(who, "and")}, who must have the role reader.";
    }

    private static string Card(AccessPolicy policy)
    {
        string until = policy.Expires is { } expires ? $", until {Instant.Text(expires)}" : "";
        return (policy.CardShows, policy.Embargo) switch
        {
            (CardShows.AtOnce, _) or (CardShows.AfterEmbargo, null) => $"The card is shown at once{until}.",
            (CardShows.AfterEmbargo, { } embargo) => $"The card is shown from {Instant.Text(embargo)}{until}.",
            _ => $"The card is shown to each reader once they have opened the contents{until}.",
        };
    }

    private static string Contents(AccessPolicy policy) => (policy.Embargo, policy.Expires) switch
    {
        (null, null) => "The contents may be opened at once, for as long as the agreement is in force.",
        ({ } embargo, null) => $"The contents are under embargo until {Instant.Text(embargo)} and may be opened from then on.",
        (null, { } expires) => $"The contents may be opened at once, until {Instant.Text(expires)}.",
        ({ } embargo, { } expires) when expires <= embargo =>
            $"The contents may never be opened: access expires at {Instant.Text(expires)}, "
            + $"before the embargo ends at {Instant.Text(embargo)}.",
        ({ } embargo, { } expires) =>
            $"The contents are under embargo until {Instant.Text(embargo)} and may be opened from then until {Instant.Text(expires)}.",
    };

    private static string? Openings(AccessPolicy policy) => (policy.MaxOpenings, policy.MaxOpeningsPerPerson) switch
    {
        (null, null) => null,
        ({ } total, null) => $"They may be opened {Times(total)} in total.",
        (null, { } perPerson) => $"Each person may open them {Times(perPerson)}.",
        ({ } total, { } perPerson) => $"They may be opened {Times(total)} in total, and {Times(perPerson)} by each person.",
    };

    private static string Purposes(AccessPolicy policy) => policy.Purposes.Count switch
    {
        0 => "No purpose is permitted, so nobody may open the contents.",
        1 => $"To open the contents a reader must state the purpose {policy.Purposes[0]}.",
        _ => $"To open the contents a reader must state one of the purposes {Series(policy.Purposes, "or")}.",
    };

    private static string Approval(ApprovalRule rule) =>
        $"{(rule.Count == 1 ? "One" : $"{rule.Count} different")} "
        + $"{ConditionText.Members(rule.Party, rule.Role, rule.Count)}, not counting the reader, must approve before the contents "
        + $"can be opened{(rule.EachReader ? ", separately for each reader" : "")}.";

    private static string Changes(AccessPolicy policy)
    {
        if (policy.Revocable)
        {
            return "The sender may withdraw it, and narrow or widen this policy.";
        }

        return policy.MayWiden
            ? "The sender may not withdraw it or narrow this policy."
            : "The sender may neither withdraw it nor change this policy.";
    }

    private static string Sharing(AccessPolicy policy)
    {
        string who = policy.Grantors == Grantors.Sender ? "The sender" : "The sender, or a reader with a permit,";
        return policy.OnwardSharing switch
        {
            OnwardSharing.None => $"{who} may grant it only to members of the audience.",
            OnwardSharing.Party => $"{who} may grant it to other readers of the audience's parties.",
            _ => $"{who} may grant it to other readers of any party to the agreement.",
        };
    }

    private static string Times(uint count) => count switch
    {
        0 => "0 times",
        1 => "once",
        2 => "at most twice",
        _ => $"at most {count} times",
    };

    public static string Series(IReadOnlyList<string> words, string conjunction) => words.Count switch
    {
        1 => words[0],
        2 => $"{words[0]} {conjunction} {words[1]}",
        _ => $"{string.Join(", ", words.SkipLast(1))} {conjunction} {words[^1]}",
    };
}

/// <summary>Instants and spans as people read them: UTC, seconds only where there are some.</summary>
internal static class Instant
{
    public static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString(
        instant.Second == 0 ? "yyyy-MM-dd HH:mm 'UTC'" : "yyyy-MM-dd HH:mm:ss 'UTC'",
        CultureInfo.InvariantCulture);

    public static string Days(uint days) => $"{days} {(days == 1 ? "day" : "days")}";
}
