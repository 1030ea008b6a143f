namespace Exchange.Contract.Policy.Evaluation;

/// <summary>Conditions on how often the contents have been opened.</summary>
internal static class OpeningCheck
{
    public static IEnumerable<CheckedCondition> Counts(AccessPolicy policy, AccessState state)
    {
        yield return policy.MaxOpenings is { } most && state.OpeningsTotal >= most
            ? new FailedCondition.OpeningsUsedUp(most)
            : new MetCondition.OpeningsLeft(policy.MaxOpenings, state.OpeningsTotal);
        yield return policy.MaxOpeningsPerPerson is { } mostOfEach && state.OpeningsByReader >= mostOfEach
            ? new FailedCondition.OpeningsPerPersonUsedUp(mostOfEach)
            : new MetCondition.OpeningsPerPersonLeft(policy.MaxOpeningsPerPerson, state.OpeningsByReader);
    }

    /// <summary>
    /// A reader who has opened the contents keeps the card, even when the maximum has been used up. For one who has not, a
    /// used-up maximum is a reason why the card will not be shown.
    /// </summary>
    /// <param name="reads">Whether the contents are for the member at all; they are not for one who is only asked to approve.</param>
    public static IEnumerable<CheckedCondition> CardWithContents(AccessPolicy policy, AccessState state, bool reads) =>
        state.OpeningsByReader > 0
            ? [new MetCondition.ContentsOpened()]
            : [new FailedCondition.CardNotShownYet(reads), .. Counts(policy, state)];
}
