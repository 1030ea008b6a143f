namespace Exchange.Contract.Policy.Evaluation;

/// <summary>
/// Conditions on the instant. Each end is exclusive: at the very instant when an embargo ends, the contents may be opened; at that
/// of expiry, they no longer may.
/// </summary>
internal static class TimeCheck
{
    public static CheckedCondition Agreement(AgreementTerms agreement, DateTimeOffset at)
    {
        if (at >= agreement.End)
        {
            return new FailedCondition.AgreementNotInForce(Ended: true, agreement.End);
        }

        return at < agreement.Start
            ? new FailedCondition.AgreementNotInForce(Ended: false, agreement.Start)
            : new MetCondition.AgreementInForce(agreement.End);
    }

    public static CheckedCondition Expiry(AccessPolicy policy, DateTimeOffset at) =>
        policy.Expires is { } expires && at >= expires
            ? new FailedCondition.Expired(expires)
            : new MetCondition.NotExpired(policy.Expires);

    public static CheckedCondition Embargo(AccessPolicy policy, DateTimeOffset at) =>
        policy.Embargo is { } embargo && at < embargo
            ? new FailedCondition.Embargo(embargo)
            : new MetCondition.NoEmbargo(policy.Embargo);
}
