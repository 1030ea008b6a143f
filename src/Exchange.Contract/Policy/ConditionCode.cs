namespace Exchange.Contract.Policy;

/// <summary>What failed. The order is that of a denial's list: first what forbids, then what is lacking. The names on the wire are in <see cref="ConditionName"/> and never change.</summary>
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
}
