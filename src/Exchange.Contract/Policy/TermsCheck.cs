namespace Exchange.Contract.Policy;

/// <summary>The condition that the reader has acknowledged the policy's terms.</summary>
internal static class TermsCheck
{
    public static IEnumerable<CheckedCondition> Of(AccessPolicy policy, AccessState state)
    {
        if (policy.Terms is not null)
        {
            yield return state.TermsAcknowledged
                ? CheckedCondition.Met(ConditionCode.TermsNotAcknowledged, "The member has acknowledged the item's terms.")
                : CheckedCondition.Of(Conditions.TermsNotAcknowledged);
        }
    }
}
