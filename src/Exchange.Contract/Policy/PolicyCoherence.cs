namespace Exchange.Contract.Policy;

/// <summary>What makes a policy senseless though well formed. Such a policy is refused when it is submitted; one that stands in the log is evaluated as it is.</summary>
public static class PolicyCoherence
{
    /// <summary>Every problem, each one plain English sentence; none if the policy is coherent.</summary>
    public static IReadOnlyList<string> Problems(AccessPolicy policy, AgreementTerms agreement) =>
        policy.Version == PolicyEvaluator.Version
            ? [.. Audience(policy), .. Times(policy, agreement), .. Openings(policy), .. Purposes(policy, agreement)]
            : [$"The policy has version {policy.Version}; only version {PolicyEvaluator.Version} is known."];

    private static IEnumerable<string> Audience(AccessPolicy policy)
    {
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
}
