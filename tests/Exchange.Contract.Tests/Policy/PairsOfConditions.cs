using Exchange.Contract.Policy;
using static Exchange.Contract.Policy.ConditionCode;

namespace Exchange.Contract.Tests.Policy;

/// <summary>Which conditions the evaluator can find for each key, and which of them can fail together.</summary>
internal static class PairsOfConditions
{
    private static readonly ConditionCode[] ForContents =
    [
        // All but the missing grant and item, which are the service's to find, and what is only about the card.
        .. Enum.GetValues<ConditionCode>().Except([NoGrant, CardNotShownYet, UnknownItem]),
    ];

    private static readonly ConditionCode[] ForCard =
    [
        Withdrawn, AgreementNotInForce, PolicyVersionUnknown, MemberNotActive, Expired, Embargo,
        CardNotShownYet, OpeningsUsedUp, OpeningsPerPersonUsedUp, RoleMissing, NotInAudience,
    ];

    public static ConditionCode[] Of(SealedKey key) => key == SealedKey.Card ? ForCard : ForContents;

    /// <summary>Used-up openings are a reason against the card only where it waits for an opening.</summary>
    public static ConditionCode[] NeverAlone(SealedKey key) => key == SealedKey.Card ? [OpeningsUsedUp, OpeningsPerPersonUsedUp] : [];

    /// <summary>What comes with those that never fail alone.</summary>
    public static ConditionCode[] CompanionsOf(SealedKey key) => key == SealedKey.Card ? [CardNotShownYet] : [];

    public static IEnumerable<(ConditionCode One, ConditionCode Other)> All(SealedKey key) => Among(Of(key));

    public static IEnumerable<(ConditionCode One, ConditionCode Other)> Among(IReadOnlyCollection<ConditionCode> codes) =>
        from one in codes from other in codes where one < other select (one, other);

    /// <summary>
    /// Of a policy of an unknown version nothing is read; a purpose that was not stated is neither unknown nor unlisted.
    /// </summary>
    public static (ConditionCode One, ConditionCode Other)[] Impossible(SealedKey key) => key == SealedKey.Card
        ?
        [
            (PolicyVersionUnknown, Expired),
            (PolicyVersionUnknown, Embargo),
            (PolicyVersionUnknown, CardNotShownYet),
            (PolicyVersionUnknown, OpeningsUsedUp),
            (PolicyVersionUnknown, OpeningsPerPersonUsedUp),
            (PolicyVersionUnknown, NotInAudience),
        ]
        :
        [
            (PolicyVersionUnknown, Expired),
            (PolicyVersionUnknown, Embargo),
            (PolicyVersionUnknown, OpeningsUsedUp),
            (PolicyVersionUnknown, OpeningsPerPersonUsedUp),
            (PolicyVersionUnknown, ApprovalRefused),
            (PolicyVersionUnknown, NotInAudience),
            (PolicyVersionUnknown, PurposeMissing),
            (PolicyVersionUnknown, PurposeUnknown),
            (PolicyVersionUnknown, PurposeNotListed),
            (PolicyVersionUnknown, ApprovalMissing),
            (PolicyVersionUnknown, TermsNotAcknowledged),
            (PurposeMissing, PurposeUnknown),
            (PurposeMissing, PurposeNotListed),
        ];
}
