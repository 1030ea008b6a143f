namespace Exchange.Contract.Policy;

/// <summary>Which policies the sender may put in force after another. Server, client and auditor ask the same.</summary>
public static class PolicyChangeRules
{
    // Fields of which a wider value lets more people, or each of them more often, draw on one maximum in total.
    private static readonly string[] DrawOnOpenings = ["audience", "onward-sharing", "grantors", "openings-per-person"];

    /// <summary>Every reason against the change, each one plain English sentence; none if it may be made.</summary>
    public static IReadOnlyList<string> Problems(AccessPolicy before, AccessPolicy after, AgreementTerms agreement) =>
    [
        .. PolicyCoherence.Problems(after, agreement),
        .. before.Equals(after) ? ["Nothing would change."] : Array.Empty<string>(),
        .. Final(before, after),

        // What others have relied on: the marking under which they got it, and terms that they may have acknowledged.
        .. after.Tlp > before.Tlp ? ["The marking can become stricter only."] : Array.Empty<string>(),
        .. after.Terms != before.Terms ? ["The terms stand in the sealed card, so they cannot change."] : Array.Empty<string>(),
        .. after.Version < before.Version ? ["The version of the policy cannot go back."] : Array.Empty<string>(),
    ];

    /// <summary>Whether an irrevocable policy would be narrowed: in a field, by dropping the approvals that readers have by now, or by letting others use up the openings that are left to them.</summary>
    public static bool NarrowsFinal(AccessPolicy before, AccessPolicy after) => Final(before, after).Any();

    /// <summary>Whether any change at all may be made: one that is final and asks for approvals stays as it is, since a change would drop them.</summary>
    public static bool MayWiden(AccessPolicy policy) => policy.Revocable || policy.Approvals.Count == 0;

    private static IEnumerable<string> Final(AccessPolicy before, AccessPolicy after)
    {
        if (before.Revocable || before.Equals(after))
        {
            yield break;
        }

        IReadOnlyList<PolicyField> fields = PolicyDifference.Between(before, after, id => id.ToString());
        if (fields.Any(field => field.Narrows))
        {
            yield return "The policy is not revocable, so nothing of it can be narrowed.";
        }
        else if (!MayWiden(before))
        {
            yield return "The policy is not revocable and asks for approvals, which a change would drop, so nothing of it can be changed.";
        }
        else if (before.MaxOpenings is not null && after.MaxOpenings is not null && fields.Any(field => field.Widens && DrawOnOpenings.Contains(field.Name)))
        {
            yield return "The policy is not revocable and has a maximum of openings in total, so nobody can be let in who would use it up.";
        }
    }
}
