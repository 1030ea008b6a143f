using System.Collections.Frozen;
using System.Diagnostics;

namespace Exchange.Contract.Policy;

/// <summary>
/// What failed. The order is that of a denial's list: first what forbids, then what is lacking. The names on the wire are in
/// <see cref="ConditionName"/> and never change.
/// </summary>
public enum ConditionCode
{
    Withdrawn = 1,
    AgreementNotInForce,
    PolicyVersionUnknown,
    MemberNotActive,
    Expired,
    Embargo,
    CardNotShownYet,
    OpeningsUsedUp,
    OpeningsPerPersonUsedUp,
    ApprovalRefused,
    RoleMissing,
    NotInAudience,

    /// <summary>No key was sealed to the device that asks. The service finds this, not the evaluator.</summary>
    NoGrant,
    PurposeMissing,
    PurposeUnknown,
    PurposeNotListed,
    ApprovalMissing,
    TermsNotAcknowledged,

    /// <summary>No item has the id that was asked for. The service finds this, not the evaluator.</summary>
    UnknownItem,
}

/// <summary>The stable names of conditions, as they are in events and in <c>--json</c>.</summary>
public static class ConditionName
{
    private static readonly FrozenDictionary<string, ConditionCode> Codes =
        Enum.GetValues<ConditionCode>().ToFrozenDictionary(Of, StringComparer.Ordinal);

    public static string Of(ConditionCode code) => code switch
    {
        ConditionCode.Withdrawn => "withdrawn",
        ConditionCode.AgreementNotInForce => "agreement-not-in-force",
        ConditionCode.PolicyVersionUnknown => "policy-version-unknown",
        ConditionCode.MemberNotActive => "member-not-active",
        ConditionCode.Expired => "expired",
        ConditionCode.Embargo => "embargo",
        ConditionCode.CardNotShownYet => "card-not-shown-yet",
        ConditionCode.OpeningsUsedUp => "openings-used-up",
        ConditionCode.OpeningsPerPersonUsedUp => "openings-per-person-used-up",
        ConditionCode.ApprovalRefused => "approval-refused",
        ConditionCode.RoleMissing => "role-missing",
        ConditionCode.NotInAudience => "not-in-audience",
        ConditionCode.NoGrant => "no-grant",
        ConditionCode.PurposeMissing => "purpose-missing",
        ConditionCode.PurposeUnknown => "purpose-unknown",
        ConditionCode.PurposeNotListed => "purpose-not-listed",
        ConditionCode.ApprovalMissing => "approval-missing",
        ConditionCode.TermsNotAcknowledged => "terms-not-acknowledged",
        ConditionCode.UnknownItem => "unknown-item",
        _ => throw new UnreachableException(),
    };

    public static bool TryParse(string? name, out ConditionCode code)
    {
        code = default;
        return name is not null && Codes.TryGetValue(name, out code);
    }
}
