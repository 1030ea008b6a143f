namespace Exchange.Contract.Policy.Evaluation;

/// <summary>Conditions on the stated purpose: it must be one of the agreement's and one of the policy's.</summary>
internal static class PurposeCheck
{
    public static IEnumerable<CheckedCondition> Of(AccessPolicy policy, string? purpose, AgreementTerms agreement)
    {
        if (string.IsNullOrEmpty(purpose))
        {
            return [new FailedCondition.PurposeMissing()];
        }

        return
        [
            agreement.Purposes.Contains(purpose) ? new MetCondition.PurposeKnown(purpose) : new FailedCondition.PurposeUnknown(purpose),
            policy.Purposes.Contains(purpose) ? new MetCondition.PurposeListed(purpose) : new FailedCondition.PurposeNotListed(purpose),
        ];
    }
}
