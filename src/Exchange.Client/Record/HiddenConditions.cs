using Exchange.Contract.Policy;

namespace Exchange.Client.Record;

/// <summary>
/// Conditions of one decision that a member who is not shown the whole chain cannot check: for these the event itself is trusted.
/// Only what unseen events can cause is hidden.
/// </summary>
internal sealed class HiddenConditions
{
    private readonly HashSet<ConditionCode> codes;

    private HiddenConditions(HashSet<ConditionCode> codes) => this.codes = codes;

    /// <param name="countsOpenings">Whether the event says how often the contents were opened: one about the card does not.</param>
    public static HiddenConditions For(AccessPolicy policy, Reader reader, bool countsOpenings) => new(
    [
        // To whom keys were sealed, and whether it was withdrawn by then.
        ConditionCode.Withdrawn,
        ConditionCode.NoGrant,
        .. policy.Approvals.Count > 0 ? [ConditionCode.ApprovalRefused, ConditionCode.ApprovalMissing] : Array.Empty<ConditionCode>(),
        .. policy.Terms is not null ? [ConditionCode.TermsNotAcknowledged] : Array.Empty<ConditionCode>(),
        .. policy.Audience.Includes(reader) ? Array.Empty<ConditionCode>() : [ConditionCode.NotInAudience],
        .. countsOpenings
            ? Array.Empty<ConditionCode>()
            : [ConditionCode.CardNotShownYet, ConditionCode.OpeningsUsedUp, ConditionCode.OpeningsPerPersonUsedUp],
    ]);

    public bool Covers(ConditionCode code) => codes.Contains(code);
}
