using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Contract.Policy.Wording;

namespace Exchange.Contract.Policy.Rules;

/// <summary>What changes from one policy to another, field by field.</summary>
public static class PolicyDifference
{
    /// <summary>Every field that differs; none for equal policies. What is neither narrower nor wider decides nothing.</summary>
    public static IReadOnlyList<PolicyField> Between(AccessPolicy before, AccessPolicy after, Func<MemberId, string> nameOf) =>
    [
        .. Version(before.Version, after.Version),
        .. Set("audience", Named(before.Audience, nameOf), Named(after.Audience, nameOf)),
        .. Step("card", (int)before.CardShows, (int)after.CardShows, moreIsNarrower: true, Card(after.CardShows)),
        .. Later("embargo", before.Embargo, after.Embargo, narrowerIfLater: true),
        .. Later("expires", before.Expires, after.Expires, narrowerIfLater: false),
        .. Maximum("openings", before.MaxOpenings, after.MaxOpenings),
        .. Maximum("openings-per-person", before.MaxOpeningsPerPerson, after.MaxOpeningsPerPerson),
        .. Set("purposes", [.. before.Purposes.Select(Same)], [.. after.Purposes.Select(Same)]),
        .. Approvals(before, after),
        .. before.Terms == after.Terms
            ? []
            : (IEnumerable<PolicyField>)[new("terms", "The terms change.", after.Terms is not null, before.Terms is not null)],
        .. Step("onward-sharing", (int)before.OnwardSharing, (int)after.OnwardSharing, moreIsNarrower: false, Onward(after.OnwardSharing)),
        .. Step("grantors", (int)before.Grantors, (int)after.Grantors, moreIsNarrower: false, Granting(after.Grantors)),
        .. Retention(before.RetentionDays, after.RetentionDays),
        .. Step("revocable", before.Revocable ? 1 : 0, after.Revocable ? 1 : 0, moreIsNarrower: true, Revoking(after.Revocable)),
        .. Step("marking", (int)before.Tlp, (int)after.Tlp, moreIsNarrower: false, $"The marking becomes {TlpLabel.Text(after.Tlp)}."),
        .. before.Handling == after.Handling
            ? []
            : (IEnumerable<PolicyField>)[new("handling", Handling(after.Handling), Narrows: false, Widens: false)],
    ];

    private static string Card(CardShows shows) => shows switch
    {
        CardShows.AtOnce => "The card is shown at once.",
        CardShows.AfterEmbargo => "The card is shown after the embargo.",
        _ => "The card is shown with the contents.",
    };

    private static string Onward(OnwardSharing sharing) => sharing switch
    {
        OnwardSharing.None => "It may be granted only to members of the audience.",
        OnwardSharing.Party => "It may be granted to other readers of the audience's parties.",
        _ => "It may be granted to other readers of any party.",
    };

    private static string Granting(Grantors grantors) =>
        grantors == Grantors.Readers ? "Readers with a permit may also grant it." : "Only the sender may grant it.";

    private static string Revoking(bool revocable) => revocable ? "It becomes revocable." : "It is no longer revocable.";

    private static string Handling(string marking) =>
        marking.Length == 0 ? "The handling marking is removed." : $"The handling marking becomes {marking}.";

    // A policy of a version that the evaluator does not know permits nothing.
    private static IEnumerable<PolicyField> Version(uint before, uint after) => before == after
        ? []
        :
        [
            new(
                "version",
                $"It becomes a policy of version {after}.",
                Narrows: after != PolicyEvaluator.Version,
                Widens: before != PolicyEvaluator.Version),
        ];

    private static string Asked(ApprovalRule rule) =>
        $"{rule.Count} {(rule.Count == 1 ? "approval" : "approvals")} from {ConditionText.Members(rule.Party, rule.Role, 2)} "
        + $"{(rule.Count == 1 ? "is" : "are")} required{(rule.EachReader ? ", separately for each reader" : "")}.";

    // Told by what each is called, compared by what it is: two members can have had one name.
    private static IEnumerable<PolicyField> Set(
        string name, IReadOnlyCollection<(string Id, string Called)> before, IReadOnlyCollection<(string Id, string Called)> after)
    {
        foreach ((_, string gone) in before.ExceptBy(after.Select(entry => entry.Id), entry => entry.Id))
        {
            yield return new PolicyField(name, $"{gone} is removed.", Narrows: true, Widens: false);
        }

        foreach ((_, string come) in after.ExceptBy(before.Select(entry => entry.Id), entry => entry.Id))
        {
            yield return new PolicyField(name, $"{come} is added.", Narrows: false, Widens: true);
        }
    }

    private static (string Id, string Called) Same(string called) => (called, called);

    private static IEnumerable<PolicyField> Step(string name, int before, int after, bool moreIsNarrower, string text)
    {
        if (before != after)
        {
            bool narrows = after > before == moreIsNarrower;
            yield return new PolicyField(name, text, narrows, !narrows);
        }
    }

    private static IEnumerable<PolicyField> Later(string name, DateTimeOffset? before, DateTimeOffset? after, bool narrowerIfLater)
    {
        if (before != after)
        {
            // No embargo is the earliest of all, no expiry the latest.
            DateTimeOffset none = narrowerIfLater ? DateTimeOffset.MinValue : DateTimeOffset.MaxValue;
            bool narrows = (after ?? none) > (before ?? none) == narrowerIfLater;
            yield return new PolicyField(name, after is { } at ? $"It becomes {Instant.Text(at)}." : "It is removed.", narrows, !narrows);
        }
    }

    private static IEnumerable<PolicyField> Maximum(string name, uint? before, uint? after)
    {
        if (before != after)
        {
            bool narrows = (after ?? ulong.MaxValue) < (before ?? ulong.MaxValue);
            yield return new PolicyField(
                name, after is { } most ? $"The maximum becomes {most}." : "The maximum is removed.", narrows, !narrows);
        }
    }

    // None means the agreement's minimum, and no policy says less.
    private static IEnumerable<PolicyField> Retention(uint? before, uint? after)
    {
        if (before != after)
        {
            bool narrows = (after ?? 0) < (before ?? 0);
            string text = after is { } days
                ? $"It must be kept for {Instant.Days(days)}."
                : "It must be kept for as long as the agreement requires.";
            yield return new PolicyField("retention", text, narrows, !narrows);
        }
    }

    private static IEnumerable<PolicyField> Approvals(AccessPolicy before, AccessPolicy after)
    {
        foreach (PartyName party in before.Approvals.Concat(after.Approvals).Select(rule => rule.Party).Distinct())
        {
            ApprovalRule? old = before.Approvals.FirstOrDefault(rule => rule.Party == party);
            ApprovalRule? now = after.Approvals.FirstOrDefault(rule => rule.Party == party);
            if (old == now)
            {
                continue;
            }

            // Different people, or for different readers: that may narrow or widen. So may a rule that is added or removed, since
            // those who are asked may see the card.
            bool other = old is null || now is null || old.Role != now.Role || old.EachReader != now.EachReader;
            string text = now is null ? $"Approvals from {party} are no longer required." : Asked(now);
            yield return new PolicyField(
                "approvals", text, Narrows: other || now?.Count > old?.Count, Widens: other || now?.Count < old?.Count);
        }
    }

    private static (string Id, string Called)[] Named(Audience audience, Func<MemberId, string> nameOf) =>
    [
        .. audience.Members.Select(id => (id.ToString(), nameOf(id))),
        .. audience.Teams.Select(entry => Same($"the team {entry.Team} of {entry.Party}")),
        .. audience.Roles.Select(entry => Same($"every {RoleNames.Format(entry.Role)} of {entry.Party}")),
    ];
}

/// <summary>One field in which a policy differs from the one before.</summary>
/// <param name="Name">As in a policy file.</param>
/// <param name="Text">What changes: one plain English sentence.</param>
/// <param name="Narrows">Whether somebody could see or open less, or later, or after more.</param>
/// <param name="Widens">Whether somebody could see or open more, or earlier, or after less.</param>
public sealed record PolicyField(string Name, string Text, bool Narrows, bool Widens);
