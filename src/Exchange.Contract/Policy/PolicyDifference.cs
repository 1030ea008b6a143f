using System.Globalization;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;

namespace Exchange.Contract.Policy;

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
        .. before.Terms == after.Terms ? [] : (IEnumerable<PolicyField>)[new("terms", "The terms are others.", after.Terms is not null, before.Terms is not null)],
        .. Step("onward-sharing", (int)before.OnwardSharing, (int)after.OnwardSharing, moreIsNarrower: false, Onward(after.OnwardSharing)),
        .. Step("grantors", (int)before.Grantors, (int)after.Grantors, moreIsNarrower: false, after.Grantors == Grantors.Readers ? "A reader with a permit may grant it, too." : "The sender alone may grant it."),
        .. Retention(before.RetentionDays, after.RetentionDays),
        .. Step("revocable", before.Revocable ? 1 : 0, after.Revocable ? 1 : 0, moreIsNarrower: true, after.Revocable ? "It becomes revocable." : "It is revocable no more."),
        .. Step("marking", (int)before.Tlp, (int)after.Tlp, moreIsNarrower: false, $"The marking is {TlpLabel.Text(after.Tlp)}."),
        .. before.Handling == after.Handling ? [] : (IEnumerable<PolicyField>)[new("handling", after.Handling.Length == 0 ? "There is no handling marking any more." : $"The handling marking is {after.Handling}.", false, false)],
    ];

    private static string Card(CardShows shows) => shows switch
    {
        CardShows.AtOnce => "The card shows at once.",
        CardShows.AfterEmbargo => "The card shows after the embargo.",
        _ => "The card shows with the contents.",
    };

    private static string Onward(OnwardSharing sharing) => sharing switch
    {
        OnwardSharing.None => "It may go to members of the audience alone.",
        OnwardSharing.Party => "It may go to further readers of the audience's parties.",
        _ => "It may go to further readers of every party.",
    };

    // Of a version that the evaluator does not know it permits nothing.
    private static IEnumerable<PolicyField> Version(uint before, uint after) => before == after
        ? []
        : [new("version", string.Create(CultureInfo.InvariantCulture, $"It becomes a policy of version {after}."), !PolicyEvaluator.Knows(after), !PolicyEvaluator.Knows(before))];

    private static string Asked(ApprovalRule rule) => rule.Count == 1
        ? $"One approval by {Conditions.Those(rule)} is asked for"
        : string.Create(CultureInfo.InvariantCulture, $"{rule.Count} approvals by {Conditions.Those(rule)} are asked for");

    // Told by what each is called, compared by what it is: two members can have had one name.
    private static IEnumerable<PolicyField> Set(string name, IReadOnlyCollection<(string Id, string Called)> before, IReadOnlyCollection<(string Id, string Called)> after)
    {
        foreach ((_, string gone) in before.ExceptBy(after.Select(entry => entry.Id), entry => entry.Id))
        {
            yield return new PolicyField(name, $"{gone} is taken out.", Narrows: true, Widens: false);
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
            yield return new PolicyField(name, after is { } at ? $"It becomes {Instant.Text(at)}." : "There is none any more.", narrows, !narrows);
        }
    }

    private static IEnumerable<PolicyField> Maximum(string name, uint? before, uint? after)
    {
        if (before != after)
        {
            bool narrows = (after ?? ulong.MaxValue) < (before ?? ulong.MaxValue);
            yield return new PolicyField(name, after is { } most ? string.Create(CultureInfo.InvariantCulture, $"At most {most}.") : "There is no maximum any more.", narrows, !narrows);
        }
    }

    // None means the agreement's minimum, and no policy says less.
    private static IEnumerable<PolicyField> Retention(uint? before, uint? after)
    {
        if (before != after)
        {
            bool narrows = (after ?? 0) < (before ?? 0);
            yield return new PolicyField(
                "retention", after is { } days ? $"It is to be kept for {Instant.Days(days)}." : "It is to be kept as long as the agreement says.", narrows, !narrows);
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

            // Other people, or for whom: that may go either way. So may a rule that comes or goes, since whoever is asked may see the card.
            bool other = old is null || now is null || old.Role != now.Role || old.EachReader != now.EachReader;
            string text = now is null ? $"No approval of {party} is asked for any more." : $"{Asked(now)}{(now.EachReader ? ", for each reader anew" : "")}.";
            yield return new PolicyField("approvals", text, other || now?.Count > old?.Count, other || now?.Count < old?.Count);
        }
    }

    private static (string Id, string Called)[] Named(Audience audience, Func<MemberId, string> nameOf) =>
    [
        .. audience.Members.Select(id => (id.ToString(), nameOf(id))),
        .. audience.Teams.Select(entry => Same($"the team {entry.Team} of {entry.Party}")),
        .. audience.Roles.Select(entry => Same($"every {RoleNames.Format(entry.Role)} of {entry.Party}")),
    ];
}
