using System.Globalization;

namespace Exchange.Contract.Policy;

/// <summary>Conditions on how often the contents have been opened.</summary>
internal static class OpeningCheck
{
    public static IEnumerable<CheckedCondition> Counts(AccessPolicy policy, AccessState state)
    {
        yield return Count(policy.MaxOpenings, state.OpeningsTotal, ConditionCode.OpeningsUsedUp, most => Conditions.OpeningsUsedUp(policy, most), "in total");
        yield return Count(policy.MaxOpeningsPerPerson, state.OpeningsByReader, ConditionCode.OpeningsPerPersonUsedUp, most => Conditions.OpeningsPerPersonUsedUp(policy, most), "by this member");
    }

    /// <summary>A reader who has opened the contents keeps the card, used up or not; for one who has not, a used-up maximum is a reason why the card will not show.</summary>
    /// <param name="reads">Whether the contents are for the member at all; they are not for one who is to approve only.</param>
    public static IEnumerable<CheckedCondition> CardWithContents(AccessPolicy policy, AccessState state, bool reads) => state.OpeningsByReader > 0
        ? [CheckedCondition.Met(ConditionCode.CardNotShownYet, "The member has opened the contents.")]
        : [CheckedCondition.Of(reads ? Conditions.CardNotShownYet : Conditions.CardNotShownToApprovers), .. Counts(policy, state)];

    private static CheckedCondition Count(uint? maximum, uint used, ConditionCode code, Func<uint, FailedCondition> usedUp, string whose) => maximum switch
    {
        null => CheckedCondition.Met(code, $"There is no maximum of openings {whose}."),
        { } most when used >= most => CheckedCondition.Of(usedUp(most)),
        { } most => CheckedCondition.Met(code, string.Create(CultureInfo.InvariantCulture, $"{used} of {most} openings {whose} are used.")),
    };
}
