namespace Exchange.Contract.Policy;

/// <summary>Conditions on the stated purpose: it must be one of the agreement's and one of the policy's.</summary>
internal static class PurposeCheck
{
    public static IEnumerable<CheckedCondition> Of(AccessPolicy policy, string? purpose, AgreementTerms agreement)
    {
        if (string.IsNullOrEmpty(purpose))
        {
            return [CheckedCondition.Of(Conditions.PurposeMissing(policy))];
        }

        return
        [
            agreement.Purposes.Contains(purpose)
                ? CheckedCondition.Met(ConditionCode.PurposeUnknown, $"The agreement has the purpose {purpose}.")
                : CheckedCondition.Of(Conditions.PurposeUnknown(policy, purpose)),
            policy.Purposes.Contains(purpose)
                ? CheckedCondition.Met(ConditionCode.PurposeNotListed, $"The policy permits the purpose {purpose}.")
                : CheckedCondition.Of(Conditions.PurposeNotListed(policy, purpose)),
        ];
    }
}
