namespace Exchange.Contract.Policy;

/// <summary>Conditions on the instant. Each end is exclusive: at the very instant of an embargo's end the contents may be opened, at that of expiry no more.</summary>
internal static class TimeCheck
{
    public static CheckedCondition Agreement(AgreementTerms agreement, DateTimeOffset at)
    {
        if (at >= agreement.End)
        {
            return CheckedCondition.Of(Conditions.AgreementEnded(agreement));
        }

        return at < agreement.Start
            ? CheckedCondition.Of(Conditions.AgreementNotYetInForce(agreement))
            : CheckedCondition.Met(ConditionCode.AgreementNotInForce, $"The agreement is in force until {Instant.Text(agreement.End)}.");
    }

    public static CheckedCondition Expiry(AccessPolicy policy, DateTimeOffset at) => policy.Expires switch
    {
        null => CheckedCondition.Met(ConditionCode.Expired, "Access does not expire before the agreement ends."),
        { } expires when at >= expires => CheckedCondition.Of(Conditions.Expired(policy, expires)),
        { } expires => CheckedCondition.Met(ConditionCode.Expired, $"Access does not expire before {Instant.Text(expires)}."),
    };

    public static CheckedCondition Embargo(AccessPolicy policy, DateTimeOffset at) => policy.Embargo switch
    {
        null => CheckedCondition.Met(ConditionCode.Embargo, "There is no embargo."),
        { } embargo when at < embargo => CheckedCondition.Of(Conditions.Embargo(policy, embargo)),
        { } embargo => CheckedCondition.Met(ConditionCode.Embargo, $"The embargo ended at {Instant.Text(embargo)}."),
    };
}
