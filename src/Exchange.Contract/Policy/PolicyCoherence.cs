using Exchange.Contract.Ids;

namespace Exchange.Contract.Policy;

/// <summary>What makes a policy senseless though well formed. Such a policy is refused when it is submitted; one that stands in the log is evaluated as it is.</summary>
public static class PolicyCoherence
{
    private const int MaxApprovalsInAll = 256;

    /// <summary>Every problem, each one plain English sentence; none if the policy is coherent.</summary>
    public static IReadOnlyList<string> Problems(AccessPolicy policy, AgreementTerms agreement) =>
        PolicyEvaluator.Knows(policy.Version)
            ?
            [
                .. Audience(policy, agreement), .. Times(policy, agreement), .. Openings(policy), .. Purposes(policy, agreement),
                .. Approvals(policy, agreement), .. Sharing(policy), .. Retention(policy, agreement),
            ]
            : [$"The policy has version {policy.Version}; only versions 1 to {PolicyEvaluator.Version} are known."];

    private static IEnumerable<string> Audience(AccessPolicy policy, AgreementTerms agreement)
    {
        foreach (PartyName party in policy.Audience.Teams.Select(team => team.Party).Concat(policy.Audience.Roles.Select(role => role.Party)).Distinct().Except(agreement.Parties))
        {
            yield return $"The audience names {party}, which is no party of the agreement.";
        }

        if (policy.Audience.Count == 0)
        {
            yield return "The audience is empty, so nobody could open the item.";
        }

        if (policy.Tlp == Tlp.Red && policy.Audience.Teams.Count + policy.Audience.Roles.Count > 0)
        {
            yield return "TLP:RED is for individual recipients only, so the audience must name members and no teams or roles.";
        }
    }

    private static IEnumerable<string> Times(AccessPolicy policy, AgreementTerms agreement)
    {
        if (policy.Embargo is { } embargo && policy.Expires is { } expires && expires <= embargo)
        {
            yield return "The policy expires before its embargo ends, so nobody could ever open the contents.";
        }

        if (policy.Embargo >= agreement.End)
        {
            yield return "The embargo ends after the agreement does, so nobody could ever open the contents.";
        }

        if (policy.Expires <= agreement.Start)
        {
            yield return "The policy expires before the agreement is in force, so nobody could ever open the item.";
        }

        if (policy.CardShows == CardShows.AfterEmbargo && policy.Embargo is null)
        {
            yield return "The card is to show after the embargo, but there is no embargo.";
        }
    }

    private static IEnumerable<string> Openings(AccessPolicy policy)
    {
        if (policy.MaxOpenings == 0)
        {
            yield return "The maximum of openings is 0, so nobody could open the contents.";
        }

        if (policy.MaxOpeningsPerPerson == 0)
        {
            yield return "The maximum of openings per person is 0, so nobody could open the contents.";
        }

        if (policy.MaxOpeningsPerPerson > policy.MaxOpenings)
        {
            yield return "The maximum of openings per person is more than the maximum in total.";
        }
    }

    private static IEnumerable<string> Purposes(AccessPolicy policy, AgreementTerms agreement)
    {
        if (policy.Purposes.Count == 0)
        {
            yield return "The policy lists no purpose, so nobody could open the contents.";
        }

        foreach (string purpose in policy.Purposes.Where(purpose => !agreement.Purposes.Contains(purpose)))
        {
            yield return PurposeCode.IsValid(purpose)
                ? $"The agreement has no purpose {purpose}."
                : "A purpose of the policy is not a code.";
        }
    }

    private static IEnumerable<string> Approvals(AccessPolicy policy, AgreementTerms agreement)
    {
        foreach (PartyName party in policy.Approvals.Select(rule => rule.Party).Except(agreement.Parties))
        {
            yield return $"Approvals are asked of {party}, which is no party of the agreement.";
        }

        // A permit names every approval that it rests on, and an event has room for so many.
        if (policy.Approvals.Sum(rule => rule.Count) > MaxApprovalsInAll)
        {
            yield return $"The policy asks for more than {MaxApprovalsInAll} approvals in all.";
        }

        if (policy.Terms is not null && policy.CardShows == CardShows.WithContents)
        {
            yield return "The terms stand in the card, which shows only with the contents, so nobody could acknowledge them.";
        }
    }

    private static IEnumerable<string> Sharing(AccessPolicy policy)
    {
        OnwardSharing furthest = policy.Tlp switch
        {
            Tlp.Red => OnwardSharing.None,
            Tlp.AmberStrict or Tlp.Amber => OnwardSharing.Party,
            _ => OnwardSharing.Agreement,
        };
        if (policy.OnwardSharing > furthest)
        {
            yield return furthest == OnwardSharing.None
                ? "TLP:RED is for individual recipients only, so there can be no onward sharing."
                : $"{TlpLabel.Text(policy.Tlp)} stays with the recipients' own organisations{(policy.Tlp == Tlp.Amber ? " and their clients, which other parties are not" : "")}, so onward sharing goes no further than party.";
        }
    }

    private static IEnumerable<string> Retention(AccessPolicy policy, AgreementTerms agreement)
    {
        if (policy.RetentionDays is not null && policy.RetentionDays < agreement.MinimumRetentionDays)
        {
            yield return $"The item is to be kept for {Instant.Days(policy.RetentionDays.Value)}, the agreement says at least {agreement.MinimumRetentionDays}.";
        }
    }
}
