using System.Text.Json.Serialization;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;

namespace Exchange.Contract.Policy;

/// <summary>
/// One condition of a policy as the evaluator found it, with the values that it was found by; <c>ConditionText</c> says it in
/// words.
/// </summary>
public abstract record CheckedCondition
{
    private protected CheckedCondition(ConditionCode code) => Code = code;

    [JsonIgnore]
    public ConditionCode Code { get; }

    [JsonIgnore]
    public bool IsMet => this is MetCondition;
}

/// <summary>A condition that holds, and how. Made to be shown only: no record keeps it.</summary>
public abstract record MetCondition : CheckedCondition
{
    private MetCondition(ConditionCode code)
        : base(code)
    {
    }

    public sealed record NotWithdrawn() : MetCondition(ConditionCode.Withdrawn);

    public sealed record AgreementInForce(DateTimeOffset Until) : MetCondition(ConditionCode.AgreementNotInForce);

    public sealed record MemberActive() : MetCondition(ConditionCode.MemberNotActive);

    /// <param name="Until">Null where the policy says nothing of expiry.</param>
    public sealed record NotExpired(DateTimeOffset? Until) : MetCondition(ConditionCode.Expired);

    /// <param name="EndedAt">Null where there never was one.</param>
    public sealed record NoEmbargo(DateTimeOffset? EndedAt) : MetCondition(ConditionCode.Embargo);

    public sealed record ContentsOpened() : MetCondition(ConditionCode.CardNotShownYet);

    public sealed record OpeningsLeft(uint? Maximum, uint Used) : MetCondition(ConditionCode.OpeningsUsedUp);

    public sealed record OpeningsPerPersonLeft(uint? Maximum, uint Used) : MetCondition(ConditionCode.OpeningsPerPersonUsedUp);

    public sealed record ReaderRole() : MetCondition(ConditionCode.RoleMissing);

    public sealed record InAudience() : MetCondition(ConditionCode.NotInAudience);

    public sealed record GrantedOnward() : MetCondition(ConditionCode.NotInAudience);

    public sealed record MayApprove() : MetCondition(ConditionCode.NotInAudience);

    /// <summary>The service finds this, not the evaluator.</summary>
    public sealed record KeySealed() : MetCondition(ConditionCode.NoGrant);

    public sealed record PurposeKnown(string Purpose) : MetCondition(ConditionCode.PurposeUnknown);

    public sealed record PurposeListed(string Purpose) : MetCondition(ConditionCode.PurposeNotListed);

    public sealed record Approved(PartyName Party, Role Role, uint Required, uint Given) : MetCondition(ConditionCode.ApprovalMissing);

    public sealed record TermsAcknowledged() : MetCondition(ConditionCode.TermsNotAcknowledged);
}
