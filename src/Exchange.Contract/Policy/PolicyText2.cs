using System.Globalization;
using Exchange.Contract.Members;

namespace Exchange.Contract.Policy;

/// <summary>The sentences on what came with version 2 of policies.</summary>
internal static class PolicyText2
{
    public static IEnumerable<string> Lines(AccessPolicy policy)
    {
        foreach (ApprovalRule rule in policy.Approvals)
        {
            yield return Approval(rule);
        }

        if (policy.Approvals.Count > 0)
        {
            yield return policy.CardShows == CardShows.WithContents
                ? "Approvers do not see the card; one who refuses forbids the opening until they approve or take it back."
                : "Approvers may see the card; one who refuses forbids the opening until they approve or take it back.";
        }

        if (policy.Terms is not null)
        {
            yield return "Each reader must first acknowledge the terms that stand in the card.";
        }

        // Of a policy of version 1 there is nothing to say that was not said when it was signed.
        if (policy.Version > 1)
        {
            yield return Sharing(policy);
            yield return Changes(policy);
        }

        if (policy.RetentionDays is { } days)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"It is to be kept for {Instant.Days(days)}.");
        }
    }

    private static string Approval(ApprovalRule rule) => string.Create(
        CultureInfo.InvariantCulture,
        $"To open the contents {(rule.Count == 1 ? "one member" : $"{rule.Count} different members")} of {rule.Party} with the role {RoleNames.Format(rule.Role)} must approve, other than the reader{(rule.EachReader ? ", for each reader anew" : "")}.");

    private static string Changes(AccessPolicy policy)
    {
        if (policy.Revocable)
        {
            return "The sender may withdraw it, and narrow or widen this policy.";
        }

        return PolicyChangeRules.MayWiden(policy)
            ? "The sender may not withdraw it or narrow this policy."
            : "The sender may neither withdraw it nor change this policy.";
    }

    private static string Sharing(AccessPolicy policy)
    {
        string who = policy.Grantors == Grantors.Sender ? "The sender" : "The sender, and a reader with a permit,";
        return policy.OnwardSharing switch
        {
            OnwardSharing.None => $"{who} may grant it to members of the audience alone.",
            OnwardSharing.Party => $"{who} may grant it to further readers of the audience's parties.",
            _ => $"{who} may grant it to further readers of any party of the agreement.",
        };
    }
}
