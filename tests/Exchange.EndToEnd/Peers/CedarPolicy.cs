using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;

namespace Exchange.EndToEnd.Peers;

/// <summary>
/// A policy in the words of Cedar: what may be is a permit, what stands in the way a forbid, and a forbid wins. Teams and roles of a
/// party are entities that their members are in; times are milliseconds since 1970.
/// </summary>
internal static class CedarPolicy
{
    public static string Text(AccessPolicy policy, AgreementTerms agreement) => policy.Version == PolicyEvaluator.Version
        ? string.Join(
            '\n',
            [
                .. Permits(policy), .. OfAgreement(agreement), .. OfReader(policy), .. OfTime(policy), .. OfOpenings(policy),
                .. OfPurposes(policy, agreement), .. OfApprovals(policy),
            ])
        : "";

    private static IEnumerable<string> Permits(AccessPolicy policy)
    {
        string[] audience =
        [
            .. policy.Audience.Members.Select(member => $"principal == Member::\"{member}\""),
            .. policy.Audience.Teams.Select(team => $"principal in Team::\"{team.Party}/{team.Team}\""),
            .. policy.Audience.Roles.Select(role => $"principal in Role::\"{role.Party}/{RoleNames.Format(role.Role)}\""),
        ];
        foreach (string who in audience)
        {
            yield return $"permit({who}, action, resource);";
        }

        if (audience.Length > 0 && policy.OnwardSharing != OnwardSharing.None)
        {
            string scopes = policy.OnwardSharing == OnwardSharing.Party ? """["Party"]""" : """["Party", "Agreement"]""";
            yield return $"permit(principal, action, resource) when {{ {scopes}.contains(context.granted) }};";
        }

        foreach (ApprovalRule rule in policy.Approvals)
        {
            yield return $"permit(principal in {Asked(rule)}, action == Action::\"Card\", resource);";
        }
    }

    private static IEnumerable<string> OfAgreement(AgreementTerms agreement) =>
    [
        $"forbid(principal, action, resource) unless {{ context.at >= {Milliseconds(agreement.Start)} && context.at < "
            + $"{Milliseconds(agreement.End)} }};",
        "forbid(principal, action, resource) when { context.withdrawn };",
    ];

    private static IEnumerable<string> OfReader(AccessPolicy policy)
    {
        yield return "forbid(principal, action, resource) unless { principal.active };";
        yield return "forbid(principal, action == Action::\"Content\", resource) unless { principal.roles.contains(\"reader\") };";
        string asked = string.Concat(policy.Approvals.Select(rule => $" || principal in {Asked(rule)}"));
        yield return $"forbid(principal, action == Action::\"Card\", resource) unless {{ principal.roles.contains(\"reader\"){asked} }};";
    }

    private static IEnumerable<string> OfTime(AccessPolicy policy)
    {
        if (policy.Expires is { } expires)
        {
            yield return $"forbid(principal, action, resource) when {{ context.at >= {Milliseconds(expires)} }};";
        }

        if (policy.Embargo is { } embargo)
        {
            string which = policy.CardShows == CardShows.AtOnce ? "action == Action::\"Content\"" : "action";
            yield return $"forbid(principal, {which}, resource) when {{ context.at < {Milliseconds(embargo)} }};";
        }

        if (policy.CardShows == CardShows.WithContents)
        {
            yield return "forbid(principal, action == Action::\"Card\", resource) when { context.openingsByReader == 0 };";
        }
    }

    private static IEnumerable<string> OfOpenings(AccessPolicy policy)
    {
        if (policy.MaxOpenings is { } total)
        {
            yield return $"forbid(principal, action == Action::\"Content\", resource) unless {{ context.openings < {total} }};";
        }

        if (policy.MaxOpeningsPerPerson is { } perPerson)
        {
            yield return $"forbid(principal, action == Action::\"Content\", resource) unless {{ context.openingsByReader < "
                + $"{perPerson} }};";
        }
    }

    private static IEnumerable<string> OfPurposes(AccessPolicy policy, AgreementTerms agreement) =>
    [
        $"forbid(principal, action == Action::\"Content\", resource) unless {{ context has purpose && "
            + $"{Set(policy.Purposes)}.contains(context.purpose) && {Set(agreement.Purposes)}.contains(context.purpose) }};",
    ];

    private static IEnumerable<string> OfApprovals(AccessPolicy policy)
    {
        foreach (ApprovalRule rule in policy.Approvals)
        {
            yield return $"forbid(principal, action == Action::\"Content\", resource) when {{ context.refused[\"{rule.Party}\"] > 0 }};";
            yield return $"forbid(principal, action == Action::\"Content\", resource) unless {{ context.approved[\"{rule.Party}\"] >= "
                + $"{rule.Count} }};";
        }

        if (policy.Terms is not null)
        {
            yield return "forbid(principal, action == Action::\"Content\", resource) unless { context.acknowledged };";
        }
    }

    private static string Asked(ApprovalRule rule) => $"Role::\"{rule.Party}/{RoleNames.Format(rule.Role)}\"";

    private static string Set(IEnumerable<string> words) => $"[{string.Join(", ", words.Select(word => $"\"{word}\""))}]";

    private static long Milliseconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds();
}
