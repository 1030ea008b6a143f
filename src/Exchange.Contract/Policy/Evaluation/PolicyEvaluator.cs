namespace Exchange.Contract.Policy.Evaluation;

/// <summary>
/// The one evaluator, for server, client and auditor: pure, no clock, no I/O, always the same answer for the same arguments.
/// Default deny, prohibitions win, every failed condition is returned.
/// </summary>
public static class PolicyEvaluator
{
    /// <summary>The version of this evaluator, and of the policies that it knows. A policy of any other version permits nothing.</summary>
    public const uint Version = 3;

    /// <summary>Decides whether a key of the item may be handed to the reader at an instant.</summary>
    /// <param name="purpose">The stated purpose's code; ignored for the card.</param>
    /// <param name="state">Before the opening that is being decided on.</param>
    /// <param name="at">The time of the log entry, never a reader's clock.</param>
    public static Decision Decide(
        AccessPolicy policy, Reader reader, SealedKey key, string? purpose, AccessState state, DateTimeOffset at, AgreementTerms agreement)
    {
        FailedCondition[] failed = [.. Explain(policy, reader, key, purpose, state, at, agreement).OfType<FailedCondition>()];
        return failed.Length == 0
            ? new Decision.Permit(key == SealedKey.Content ? ApprovalCheck.Used(policy, reader, state) : [])
            : new Decision.Deny(failed);
    }

    /// <summary>
    /// Every condition that bears on the decision, met or not, in the order of <see cref="ConditionCode"/>: a decision is a permit if
    /// and only if all are met.
    /// </summary>
    public static IReadOnlyList<CheckedCondition> Explain(
        AccessPolicy policy,
        Reader reader,
        SealedKey key,
        string? purpose,
        AccessState state,
        DateTimeOffset at,
        AgreementTerms agreement) =>
        [.. Conditions(policy, reader, key, purpose, state, at, agreement).OrderBy(static condition => condition.Code)];

    private static IEnumerable<CheckedCondition> Conditions(
        AccessPolicy policy, Reader reader, SealedKey key, string? purpose, AccessState state, DateTimeOffset at, AgreementTerms agreement)
    {
        // 1. What holds whatever the policy says.
        IEnumerable<CheckedCondition> surroundings =
            [ReaderCheck.Withdrawn(state), TimeCheck.Agreement(agreement, at), ReaderCheck.Active(reader)];

        // 2. Nothing is read of a policy of an unknown version, not even to explain; only a reader ever gets a key.
        if (policy.Version != Version)
        {
            return [.. surroundings, new FailedCondition.PolicyVersionUnknown(policy.Version), ReaderCheck.Role(reader)];
        }

        // 3. Who asks and when, for both keys; then what is asked for.
        IEnumerable<CheckedCondition> both = [.. surroundings, TimeCheck.Expiry(policy, at)];
        return key == SealedKey.Content
            ? [.. both, .. OfContents(policy, reader, purpose, state, at, agreement)]
            : [.. both, .. OfCard(policy, reader, state, at)];
    }

    private static IEnumerable<CheckedCondition> OfContents(
        AccessPolicy policy, Reader reader, string? purpose, AccessState state, DateTimeOffset at, AgreementTerms agreement) =>
    [
        ReaderCheck.Role(reader),
        ReaderCheck.Audience(policy, reader, state),
        TimeCheck.Embargo(policy, at),
        .. OpeningCheck.Counts(policy, state),
        .. PurposeCheck.Of(policy, purpose, agreement),
        .. ApprovalCheck.Of(policy, reader, state),
        .. ReaderCheck.Terms(policy, state),
    ];

    // Approvers must see what they approve: the card, no more, and by the same rules as a reader.
    private static IEnumerable<CheckedCondition> OfCard(AccessPolicy policy, Reader reader, AccessState state, DateTimeOffset at)
    {
        bool approves = policy.RuleFor(reader) is not null;
        return
        [
            .. approves
                ? [new MetCondition.MayApprove()]
                : (IEnumerable<CheckedCondition>)[ReaderCheck.Role(reader), ReaderCheck.Audience(policy, reader, state)],
            .. policy.CardShows == CardShows.AtOnce ? [] : (IEnumerable<CheckedCondition>)[TimeCheck.Embargo(policy, at)],
            .. policy.CardShows is CardShows.AtOnce or CardShows.AfterEmbargo
                ? []
                : OpeningCheck.CardWithContents(policy, state, reads: !approves || policy.Admits(reader, state.GrantedOnward)),
        ];
    }
}
