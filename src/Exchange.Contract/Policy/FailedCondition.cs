using System.Text.Json.Serialization;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;

namespace Exchange.Contract.Policy;

/// <summary>
/// One reason for a denial: its code and the values that explain it, and no prose. Events hold it in this form and audits compare
/// it; <c>ConditionText</c> makes the sentences when it is shown. It never repeats what the requester wrote, unless that has
/// the form of a code.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "code")]
[JsonDerivedType(typeof(Withdrawn), "withdrawn")]
[JsonDerivedType(typeof(AgreementNotInForce), "agreement-not-in-force")]
[JsonDerivedType(typeof(PolicyVersionUnknown), "policy-version-unknown")]
[JsonDerivedType(typeof(MemberNotActive), "member-not-active")]
[JsonDerivedType(typeof(Expired), "expired")]
[JsonDerivedType(typeof(Embargo), "embargo")]
[JsonDerivedType(typeof(CardNotShownYet), "card-not-shown-yet")]
[JsonDerivedType(typeof(OpeningsUsedUp), "openings-used-up")]
[JsonDerivedType(typeof(OpeningsPerPersonUsedUp), "openings-per-person-used-up")]
[JsonDerivedType(typeof(ApprovalRefused), "approval-refused")]
[JsonDerivedType(typeof(RoleMissing), "role-missing")]
[JsonDerivedType(typeof(NotInAudience), "not-in-audience")]
[JsonDerivedType(typeof(NoGrant), "no-grant")]
[JsonDerivedType(typeof(PurposeMissing), "purpose-missing")]
[JsonDerivedType(typeof(PurposeUnknown), "purpose-unknown")]
[JsonDerivedType(typeof(PurposeNotListed), "purpose-not-listed")]
[JsonDerivedType(typeof(ApprovalMissing), "approval-missing")]
[JsonDerivedType(typeof(TermsNotAcknowledged), "terms-not-acknowledged")]
[JsonDerivedType(typeof(UnknownItem), "unknown-item")]
public abstract record FailedCondition : CheckedCondition
{
    private FailedCondition(ConditionCode code)
        : base(code)
    {
    }

    /// <summary>When this condition is met by the passing of time alone; null where time does not help.</summary>
    [JsonIgnore]
    public virtual DateTimeOffset? CouldChangeAt => null;

    /// <summary>The failed conditions of a decision and that there is no grant, in the order of <see cref="ConditionCode"/>.</summary>
    public static IReadOnlyList<FailedCondition> AndNoGrant(IEnumerable<FailedCondition> failed) =>
        [.. failed.Append(new NoGrant()).OrderBy(condition => condition.Code)];

    public sealed record Withdrawn() : FailedCondition(ConditionCode.Withdrawn);

    /// <param name="Ended">Whether the agreement has ended; otherwise it has not begun.</param>
    /// <param name="At">When it ended or begins.</param>
    public sealed record AgreementNotInForce(bool Ended, DateTimeOffset At) : FailedCondition(ConditionCode.AgreementNotInForce)
    {
        [JsonIgnore]
        public override DateTimeOffset? CouldChangeAt => Ended ? null : At;
    }

    /// <param name="Version">The policy's.</param>
    public sealed record PolicyVersionUnknown(uint Version) : FailedCondition(ConditionCode.PolicyVersionUnknown);

    public sealed record MemberNotActive() : FailedCondition(ConditionCode.MemberNotActive);

    public sealed record Expired(DateTimeOffset At) : FailedCondition(ConditionCode.Expired);

    public sealed record Embargo(DateTimeOffset Until) : FailedCondition(ConditionCode.Embargo)
    {
        [JsonIgnore]
        public override DateTimeOffset? CouldChangeAt => Until;
    }

    /// <param name="Reads">Whether the contents are for the member at all; they are not for one who is only asked to approve.</param>
    public sealed record CardNotShownYet(bool Reads) : FailedCondition(ConditionCode.CardNotShownYet);

    public sealed record OpeningsUsedUp(uint Maximum) : FailedCondition(ConditionCode.OpeningsUsedUp);

    public sealed record OpeningsPerPersonUsedUp(uint Maximum) : FailedCondition(ConditionCode.OpeningsPerPersonUsedUp);

    /// <param name="Refused">How many of those whom the rule asks have refused.</param>
    public sealed record ApprovalRefused(PartyName Party, Role Role, uint Refused) : FailedCondition(ConditionCode.ApprovalRefused);

    public sealed record RoleMissing() : FailedCondition(ConditionCode.RoleMissing);

    public sealed record NotInAudience() : FailedCondition(ConditionCode.NotInAudience);

    /// <summary>
    /// No key of the item was sealed to the device that asks: for the service to add, since the evaluator does not see grants.
    /// </summary>
    public sealed record NoGrant() : FailedCondition(ConditionCode.NoGrant);

    public sealed record PurposeMissing() : FailedCondition(ConditionCode.PurposeMissing);

    /// <param name="Purpose">What was stated; null where that does not have the form of a code.</param>
    public sealed record PurposeUnknown(string? Purpose) : FailedCondition(ConditionCode.PurposeUnknown)
    {
        public string? Purpose { get; } = PurposeCode.IsValid(Purpose) ? Purpose : null;
    }

    /// <param name="Purpose">What was stated; null where that does not have the form of a code.</param>
    public sealed record PurposeNotListed(string? Purpose) : FailedCondition(ConditionCode.PurposeNotListed)
    {
        public string? Purpose { get; } = PurposeCode.IsValid(Purpose) ? Purpose : null;
    }

    /// <param name="EachReader">Whether the approvals must be for this reader.</param>
    public sealed record ApprovalMissing(PartyName Party, Role Role, uint Required, uint Given, bool EachReader)
        : FailedCondition(ConditionCode.ApprovalMissing);

    public sealed record TermsNotAcknowledged() : FailedCondition(ConditionCode.TermsNotAcknowledged);

    /// <summary>No item has the id that was asked for: for the service to say, of a refused look-up.</summary>
    public sealed record UnknownItem() : FailedCondition(ConditionCode.UnknownItem);
}
