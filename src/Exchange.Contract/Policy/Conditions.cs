using System.Globalization;
using Exchange.Contract.Members;

namespace Exchange.Contract.Policy;

/// <summary>The failed conditions with their texts: what happened, and what would change it.</summary>
internal static class Conditions
{
    public static FailedCondition Withdrawn { get; } = new(
        ConditionCode.Withdrawn, "The sender has withdrawn the item.", null, null);

    public static FailedCondition MemberNotActive { get; } = new(
        ConditionCode.MemberNotActive, "The member is not active in the directory.", null,
        "The member's administrator can enrol the person anew, under a new member id.");

    public static FailedCondition RoleMissing { get; } = new(
        ConditionCode.RoleMissing, "The member does not hold the role reader.", null,
        "The member's administrator can give the role reader.");

    public static FailedCondition NotInAudience(AccessPolicy policy) => new(
        ConditionCode.NotInAudience, "The member is not in the item's audience.", null, Remedies.NotInAudience(policy));

    public static FailedCondition CardNotShownYet { get; } = new(
        ConditionCode.CardNotShownYet, "The card shows with the contents, which this member has not opened yet.", null,
        "Open the contents first.");

    public static FailedCondition CardNotShownToApprovers { get; } = new(
        ConditionCode.CardNotShownYet, "The card shows with the contents, which are not for whoever is to approve.", null, null);

    public static FailedCondition TermsNotAcknowledged { get; } = new(
        ConditionCode.TermsNotAcknowledged, "The member has not acknowledged the item's terms.", null,
        "The member can read and acknowledge them.");

    public static FailedCondition PolicyVersionUnknown(uint version) => new(
        ConditionCode.PolicyVersionUnknown,
        $"The policy has version {version}; this evaluator knows versions 1 to {PolicyEvaluator.Version}.", null,
        "Use a release of the software that knows this version.");

    public static FailedCondition AgreementNotYetInForce(AgreementTerms agreement) => new(
        ConditionCode.AgreementNotInForce, $"The agreement is not in force before {Instant.Text(agreement.Start)}.",
        agreement.Start, null);

    public static FailedCondition AgreementEnded(AgreementTerms agreement) => new(
        ConditionCode.AgreementNotInForce, $"The agreement ended at {Instant.Text(agreement.End)}.",
        null, "The parties can amend the agreement.");

    public static FailedCondition Expired(AccessPolicy policy, DateTimeOffset expires) => new(
        ConditionCode.Expired, $"Access expired at {Instant.Text(expires)}.", null, Remedies.Expired(policy));

    public static FailedCondition Embargo(AccessPolicy policy, DateTimeOffset embargo) => new(
        ConditionCode.Embargo, $"The item is under embargo until {Instant.Text(embargo)}.", embargo, Remedies.Embargo(policy));

    public static FailedCondition OpeningsUsedUp(AccessPolicy policy, uint maximum) => new(
        ConditionCode.OpeningsUsedUp,
        maximum == 1 ? "The one permitted opening of the item is used up." : $"All {maximum} permitted openings of the item are used up.", null, Remedies.OpeningsUsedUp(policy));

    public static FailedCondition OpeningsPerPersonUsedUp(AccessPolicy policy, uint maximum) => new(
        ConditionCode.OpeningsPerPersonUsedUp,
        $"This member has used up the {(maximum == 1 ? "one opening" : $"{maximum} openings")} permitted per person.", null, Remedies.OpeningsPerPersonUsedUp(policy));

    public static FailedCondition ApprovalRefused(ApprovalRule rule, int refused) => new(
        ConditionCode.ApprovalRefused,
        string.Create(CultureInfo.InvariantCulture, $"{refused} of {Those(rule)} {(refused == 1 ? "has" : "have")} refused."), null,
        "Whoever refused can approve, or take the refusal back.");

    public static FailedCondition ApprovalMissing(ApprovalRule rule, int approved) => new(
        ConditionCode.ApprovalMissing,
        string.Create(CultureInfo.InvariantCulture, $"{approved} of {rule.Count} {(rule.Count == 1 ? "approval" : "approvals")}{(rule.EachReader ? " for this member" : "")} by {Those(rule)} {(rule.Count == 1 ? "is" : "are")} there."), null,
        string.Create(CultureInfo.InvariantCulture, $"{rule.Count - approved} more of {Those(rule)}, other than the member who asks, can approve."));

    /// <summary>Whose approval a rule asks for.</summary>
    public static string Those(ApprovalRule rule) => $"the members of {rule.Party} with the role {RoleNames.Format(rule.Role)}";

    public static FailedCondition PurposeMissing(AccessPolicy policy) => new(
        ConditionCode.PurposeMissing, "No purpose was stated.", null, Remedies.StatePurpose(policy));

    public static FailedCondition PurposeUnknown(AccessPolicy policy, string purpose) => new(
        ConditionCode.PurposeUnknown,
        PurposeCode.IsValid(purpose)
            ? $"The agreement has no purpose {purpose}."
            : "The stated purpose is not the code of a purpose.",
        null, Remedies.StatePurpose(policy));

    public static FailedCondition PurposeNotListed(AccessPolicy policy, string purpose) => new(
        ConditionCode.PurposeNotListed,
        PurposeCode.IsValid(purpose)
            ? $"The policy does not permit the purpose {purpose}."
            : "The policy does not permit the stated purpose.",
        null, Remedies.StatePurpose(policy));
}
