namespace Exchange.Contract.Policy.Rules;

/// <summary>Which policies the sender may put in force after the present one. Server, client and auditor use the same rules.</summary>
public static class PolicyChangeRules
{
    // Fields in which a wider value lets more people, or each of them more often, draw on the one maximum in total.
    private static readonly string[] DrawOnOpenings = ["audience", "onward-sharing", "grantors", "openings-per-person"];

    /// <summary>Every reason against the change, each one plain English sentence; none if it may be made.</summary>
    public static IReadOnlyList<string> Problems(AccessPolicy before, AccessPolicy after, AgreementTerms agreement) =>
    [
        .. PolicyCoherence.Problems(after, agreement),
        .. before.Equals(after) ? ["Nothing would change."] : Array.Empty<string>(),
        .. Final(before, after),

        // What others have relied on: the marking under which they got it, and terms that they may have acknowledged.
        .. after.Tlp > before.Tlp ? ["The marking can only become stricter."] : Array.Empty<string>(),
        .. after.Terms != before.Terms ? ["The terms are in the sealed card, so they cannot change."] : Array.Empty<string>(),
    ];

    /// <summary>
    /// Whether an irrevocable policy would be narrowed: in a field, by dropping the approvals that readers have by now, or by letting
    /// others use up the openings that they have left.
    /// </summary>
    public static bool NarrowsFinal(AccessPolicy before, AccessPolicy after) => Final(before, after).Any();

    private static IEnumerable<string> Final(AccessPolicy before, AccessPolicy after)
    {
        if (before.Revocable || before.Equals(after))
        {
            yield break;
        }

        IReadOnlyList<PolicyField> fields = PolicyDifference.Between(before, after, id => id.ToString());
        if (fields.Any(field => field.Narrows))
        {
            yield return "The policy is not revocable, so it cannot be narrowed.";
        }
        else if (!before.MayWiden)
        {
            yield return "The policy is not revocable and requires approvals, which a change would drop, so it cannot be changed.";
        }
        else if (before.MaxOpenings is not null && after.MaxOpenings is not null
            && fields.Any(field => field.Widens && DrawOnOpenings.Contains(field.Name)))
        {
            yield return "The policy is not revocable and has a maximum of openings in total, so nobody can be added who would use it up.";
        }
    }
}
