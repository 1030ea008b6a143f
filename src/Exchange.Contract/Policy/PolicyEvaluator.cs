namespace Exchange.Contract.Policy;

/// <summary>The one evaluator, for server, client and console: pure, no clock, no I/O, the same answer for the same arguments for ever. Default deny, prohibitions win, every failed condition is returned.</summary>
public static class PolicyEvaluator
{
    /// <summary>The newest version of policies that this evaluator knows. It knows the older ones too, and decides by them what it always did.</summary>
    public const uint Version = 2;

    public static bool Knows(uint version) => version is >= 1 and <= Version;

    /// <summary>Decides whether a key of the item may be handed to the reader at an instant.</summary>
    /// <param name="purpose">The stated purpose's code; ignored for the card.</param>
    /// <param name="state">Before the opening that is being decided on.</param>
    /// <param name="at">The time of the log entry, never a reader's clock.</param>
    public static Decision Decide(
        AccessPolicy policy, Reader reader, SealedKey key, string? purpose, AccessState state, DateTimeOffset at, AgreementTerms agreement)
    {
        FailedCondition[] failed = [.. Explain(policy, reader, key, purpose, state, at, agreement).Select(condition => condition.Failed).OfType<FailedCondition>()];
        return failed.Length == 0
            ? new Decision.Permit(key == SealedKey.Content ? ApprovalCheck.Used(policy, reader, state) : [])
            : new Decision.Deny(failed);
    }

    /// <summary>Every condition that bears on the decision, met or not, in the order of <see cref="ConditionCode"/>: a decision is a permit if and only if all are met.</summary>
    public static IReadOnlyList<CheckedCondition> Explain(
        AccessPolicy policy, Reader reader, SealedKey key, string? purpose, AccessState state, DateTimeOffset at, AgreementTerms agreement) =>
        [.. Conditions(policy, reader, key, purpose, state, at, agreement).OrderBy(static condition => condition.Code)];

    private static IEnumerable<CheckedCondition> Conditions(
        AccessPolicy policy, Reader reader, SealedKey key, string? purpose, AccessState state, DateTimeOffset at, AgreementTerms agreement)
    {
        // 1. What holds whatever the policy says.
        IEnumerable<CheckedCondition> surroundings =
            [ReaderCheck.Withdrawn(state), TimeCheck.Agreement(agreement, at), ReaderCheck.Active(reader)];

        // 2. Of a version unknown to this evaluator nothing is read, not even to explain; only a reader is ever handed a key.
        if (!Knows(policy.Version))
        {
            return [.. surroundings, CheckedCondition.Of(Policy.Conditions.PolicyVersionUnknown(policy.Version)), ReaderCheck.Role(reader)];
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
        .. TermsCheck.Of(policy, state),
    ];

    // Whoever is to approve must see what: the card, and no more, and by the same rules as a reader.
    private static IEnumerable<CheckedCondition> OfCard(AccessPolicy policy, Reader reader, AccessState state, DateTimeOffset at) =>
    [
        .. policy.RuleFor(reader) is null ? [ReaderCheck.Role(reader), ReaderCheck.Audience(policy, reader, state)] : (IEnumerable<CheckedCondition>)[ReaderCheck.Approver],
        .. policy.CardShows == CardShows.AtOnce ? [] : (IEnumerable<CheckedCondition>)[TimeCheck.Embargo(policy, at)],
        .. policy.CardShows is CardShows.AtOnce or CardShows.AfterEmbargo ? [] : OpeningCheck.CardWithContents(policy, state, policy.RuleFor(reader) is null || policy.Admits(reader, state.GrantedOnward)),
    ];
}
