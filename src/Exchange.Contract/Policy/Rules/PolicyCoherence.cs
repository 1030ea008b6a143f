using Exchange.Contract.Ids;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Contract.Policy.Wording;

namespace Exchange.Contract.Policy.Rules;

/// <summary>
/// What makes a well-formed policy make no sense. Such a policy is refused when it is submitted; one that is in the log is evaluated
/// as it is.
/// </summary>
public static class PolicyCoherence
{
    private const int MaxApprovalsInAll = 256;

    /// <summary>Every problem, each one plain English sentence; none if the policy is coherent.</summary>
    public static IReadOnlyList<string> Problems(AccessPolicy policy, AgreementTerms agreement) =>
        policy.Version == PolicyEvaluator.Version
            ?
            [
                .. Audience(policy, agreement), .. Times(policy, agreement), .. Openings(policy), .. Purposes(policy, agreement),
                .. Approvals(policy, agreement), .. Sharing(policy), .. Retention(policy, agreement),
            ]
            : [$"The policy has version {policy.Version}; only version {PolicyEvaluator.Version} is known."];

    private static IEnumerable<string> Audience(AccessPolicy policy, AgreementTerms agreement)
    {
        IEnumerable<PartyName> named =
            [.. policy.Audience.Teams.Select(team => team.Party), .. policy.Audience.Roles.Select(role => role.Party)];
        foreach (PartyName party in named.Distinct().Except(agreement.Parties))
        {
            yield return $"The audience names {party}, which is not a party to the agreement.";
        }

        if (policy.Audience.Count == 0)
        {
            yield return "The audience is empty, so nobody could open the item.";
        }

        if (policy.Tlp == Tlp.Red && policy.Audience.Teams.Count + policy.Audience.Roles.Count > 0)
        {
            yield return "TLP:RED is for individual recipients only, so the audience must name members, not teams or roles.";
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
            yield return "The card is set to be shown after the embargo, but there is no embargo.";
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
                ? $"The agreement does not have the purpose {purpose}."
                : "A purpose of the policy is not a purpose code.";
        }
    }

    private static IEnumerable<string> Approvals(AccessPolicy policy, AgreementTerms agreement)
    {
        foreach (PartyName party in policy.Approvals.Select(rule => rule.Party).Except(agreement.Parties))
        {
            yield return $"Approvals are required from {party}, which is not a party to the agreement.";
        }

        // A permit names every approval that it rests on, and an event has room for this many.
        if (policy.Approvals.Sum(rule => rule.Count) > MaxApprovalsInAll)
        {
            yield return $"The policy requires more than {MaxApprovalsInAll} approvals in total.";
        }

        if (policy.Terms is not null && policy.CardShows == CardShows.WithContents)
        {
            yield return "The terms are in the card, which is shown only with the contents, so nobody could acknowledge them.";
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
            yield return policy.Tlp switch
            {
                Tlp.Red => "TLP:RED is for individual recipients only, so onward sharing must be none.",
                Tlp.AmberStrict => "TLP:AMBER+STRICT stays within the recipients' own organisations, "
                    + "so onward sharing can be party at most.",
                _ => "TLP:AMBER stays within the recipients' own organisations and their clients, "
                    + "so onward sharing can be party at most.",
            };
        }
    }

    private static IEnumerable<string> Retention(AccessPolicy policy, AgreementTerms agreement)
    {
        if (policy.RetentionDays is not null && policy.RetentionDays < agreement.MinimumRetentionDays)
        {
            yield return $"The policy keeps the item for {Instant.Days(policy.RetentionDays.Value)}; "
                + $"the agreement requires at least {agreement.MinimumRetentionDays}.";
        }
    }
}
