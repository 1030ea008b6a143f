namespace Exchange.Contract.Policy;

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

/// <summary>The form of a purpose's code: <c>[a-z][a-z0-9-]{0,31}</c>. The agreement says which codes there are.</summary>
public static class PurposeCode
{
    public const int MaxLength = 32;

    public static bool IsValid(string? code) =>
        code is { Length: >= 1 and <= MaxLength } && code[0] is >= 'a' and <= 'z'
        && !code.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789-");
}
