using System.Globalization;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy.Evaluation;

namespace Exchange.Contract.Policy.Wording;

/// <summary>
/// Says conditions in plain English: how one is met or why it fails, and what somebody could do about it. The only place that
/// does, and for showing only: nothing that is logged, signed or compared holds a sentence.
/// </summary>
public static class ConditionText
{
    /// <summary>One sentence on how the condition is met, or why it fails.</summary>
    public static string Of(CheckedCondition condition) => condition switch
    {
        FailedCondition failed => Of(failed),
        MetCondition met => Of(met),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>
    /// What somebody could do about a condition under that policy; null where nobody can do anything. It promises only what the
    /// rules allow: see <c>PolicyChangeRules</c>.
    /// </summary>
    public static string? Remedy(FailedCondition condition, AccessPolicy policy) => condition switch
    {
        FailedCondition.AgreementNotInForce { Ended: true } => "The parties can amend the agreement.",
        FailedCondition.PolicyVersionUnknown => "Use a release of the software that knows this version.",
        FailedCondition.MemberNotActive => "The member's administrator can enrol the person again, under a new member id.",
        FailedCondition.Expired => BySender(policy, "The sender can extend access."),
        FailedCondition.Embargo => BySender(policy, "The sender can end the embargo earlier."),
        FailedCondition.CardNotShownYet { Reads: true } => "Open the contents first.",
        FailedCondition.OpeningsUsedUp => BySender(policy, "The sender can raise the maximum."),
        FailedCondition.OpeningsPerPersonUsedUp =>
            BySender(policy, $"The sender can raise the maximum per person{WithoutTotal(policy)}."),
        FailedCondition.ApprovalRefused { Refused: 1 } => "The one who refused can approve, or take back the refusal.",
        FailedCondition.ApprovalRefused => "Those who refused can approve, or take back their refusals.",
        FailedCondition.RoleMissing => "The member's administrator can assign the role reader.",
        FailedCondition.NotInAudience => LetIn(policy),
        FailedCondition.NoGrant => "The sender can grant access to the member's current devices.",
        FailedCondition.PurposeMissing or FailedCondition.PurposeUnknown or FailedCondition.PurposeNotListed => StatePurpose(policy),
        FailedCondition.ApprovalMissing missing => Approve(missing, Math.Max(0, (long)missing.Required - missing.Given)),
        FailedCondition.TermsNotAcknowledged => "The member can read and acknowledge them.",
        _ => null,
    };

    /// <summary>Members of one party who hold a role, such as <c>approvers of lab</c>.</summary>
    internal static string Members(PartyName party, Role role, long count)
    {
        string one = role == Role.Compliance ? "compliance member" : RoleNames.Format(role);
        return $"{one}{(count == 1 ? "" : "s")} of {party}";
    }

    private static string Of(FailedCondition condition) => condition switch
    {
        FailedCondition.Withdrawn => "The sender has withdrawn the item.",
        FailedCondition.AgreementNotInForce { Ended: true } agreement => $"The agreement ended at {Instant.Text(agreement.At)}.",
        FailedCondition.AgreementNotInForce agreement => $"The agreement is not in force before {Instant.Text(agreement.At)}.",
        FailedCondition.PolicyVersionUnknown policy =>
            $"The policy has version {policy.Version}; only version {PolicyEvaluator.Version} is known.",
        FailedCondition.MemberNotActive => "The member is not active in the directory.",
        FailedCondition.Expired expired => $"Access expired at {Instant.Text(expired.At)}.",
        FailedCondition.Embargo embargo => $"The item is under embargo until {Instant.Text(embargo.Until)}.",
        FailedCondition.CardNotShownYet { Reads: true } =>
            "The card is shown with the contents, which this member has not opened yet.",
        FailedCondition.CardNotShownYet => "The card is shown with the contents, which are not for approvers.",
        FailedCondition.OpeningsUsedUp { Maximum: 1 } => "The one permitted opening of the item has been used.",
        FailedCondition.OpeningsUsedUp openings => $"All {openings.Maximum} permitted openings of the item have been used.",
        FailedCondition.OpeningsPerPersonUsedUp { Maximum: 1 } => "This member has used the one opening permitted per person.",
        FailedCondition.OpeningsPerPersonUsedUp openings =>
            $"This member has used all {openings.Maximum} openings permitted per person.",
        FailedCondition.ApprovalRefused refusal => Refused(refusal),
        FailedCondition.RoleMissing => "The member does not have the role reader.",
        FailedCondition.NotInAudience => "The member is not in the item's audience.",
        FailedCondition.NoGrant => "No key of the item was sealed to this device of the member.",
        FailedCondition.PurposeMissing => "No purpose was stated.",
        FailedCondition.PurposeUnknown { Purpose: { } purpose } => $"The agreement does not have the purpose {purpose}.",
        FailedCondition.PurposeUnknown => "The stated purpose is not a purpose code.",
        FailedCondition.PurposeNotListed { Purpose: { } purpose } => $"The policy does not permit the purpose {purpose}.",
        FailedCondition.PurposeNotListed => "The policy does not permit the stated purpose.",
        FailedCondition.ApprovalMissing { EachReader: true } missing =>
            Approvals(missing.Given, missing.Required, $" for this member from {Members(missing.Party, missing.Role, 2)}"),
        FailedCondition.ApprovalMissing missing =>
            Approvals(missing.Given, missing.Required, $" from {Members(missing.Party, missing.Role, 2)}"),
        FailedCondition.TermsNotAcknowledged => "The member has not acknowledged the item's terms.",
        FailedCondition.UnknownItem => "No item has that id.",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Of(MetCondition condition) => condition switch
    {
        MetCondition.NotWithdrawn => "The sender has not withdrawn the item.",
        MetCondition.AgreementInForce agreement => $"The agreement is in force until {Instant.Text(agreement.Until)}.",
        MetCondition.MemberActive => "The member is active in the directory.",
        MetCondition.NotExpired { Until: { } until } => $"Access does not expire before {Instant.Text(until)}.",
        MetCondition.NotExpired => "Access does not expire before the agreement ends.",
        MetCondition.NoEmbargo { EndedAt: { } ended } => $"The embargo ended at {Instant.Text(ended)}.",
        MetCondition.NoEmbargo => "There is no embargo.",
        MetCondition.ContentsOpened => "The member has opened the contents.",
        MetCondition.OpeningsLeft { Maximum: { } maximum } openings => $"{openings.Used} of {maximum} openings in total have been used.",
        MetCondition.OpeningsLeft => "There is no maximum of openings in total.",
        MetCondition.OpeningsPerPersonLeft { Maximum: { } maximum } openings =>
            $"{openings.Used} of {maximum} openings by this member have been used.",
        MetCondition.OpeningsPerPersonLeft => "There is no maximum of openings by this member.",
        MetCondition.ReaderRole => "The member has the role reader.",
        MetCondition.InAudience => "The member is in the item's audience.",
        MetCondition.GrantedOnward => "The item was granted onward to the member, as its policy allows.",
        MetCondition.MayApprove => "The member may be asked to approve, and so may see the card.",
        MetCondition.KeySealed => "The key was sealed to a current device of the member.",
        MetCondition.PurposeKnown known => $"The agreement has the purpose {known.Purpose}.",
        MetCondition.PurposeListed listed => $"The policy permits the purpose {listed.Purpose}.",
        MetCondition.Approved approved =>
            Approvals(approved.Given, approved.Required, $" from {Members(approved.Party, approved.Role, 2)}"),
        MetCondition.TermsAcknowledged => "The member has acknowledged the item's terms.",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Approvals(uint given, uint required, string whose) =>
        $"{given} of {required} {(required == 1 ? "approval" : "approvals")}{whose}.";

    private static string Approve(FailedCondition.ApprovalMissing missing, long lacking) => string.Create(
        CultureInfo.InvariantCulture,
        $"{lacking} more {Members(missing.Party, missing.Role, lacking)}, other than the member who asks, can approve.");

    private static string Refused(FailedCondition.ApprovalRefused refusal) =>
        $"{refusal.Refused} {Members(refusal.Party, refusal.Role, refusal.Refused)} "
        + $"{(refusal.Refused == 1 ? "has" : "have")} refused.";

    private static string? LetIn(AccessPolicy policy)
    {
        string? named = BySender(policy, $"The sender can add the member to the audience{WithoutTotal(policy)}.");
        string who = policy.Grantors == Grantors.Readers ? "The sender, or a reader with a permit," : "The sender";
        string? onward = policy.OnwardSharing switch
        {
            OnwardSharing.Party => $"{who} can grant it to the member, if their party has members in the audience.",
            OnwardSharing.Agreement => $"{who} can grant it to the member.",
            _ => null,
        };
        return named is null ? onward : onward is null ? named : $"{named} {onward}";
    }

    private static string? StatePurpose(AccessPolicy policy) => policy.Purposes.Count switch
    {
        0 => null,
        1 => $"State the purpose {policy.Purposes[0]}, if it is yours.",
        _ => $"State one of the purposes {string.Join(", ", policy.Purposes)}, if it is yours.",
    };

    // A final policy that asks for approvals cannot even become wider.
    private static string? BySender(AccessPolicy policy, string remedy) => policy.MayWiden ? remedy : null;

    // What is left of a maximum in total is promised to those who are in already.
    private static string WithoutTotal(AccessPolicy policy) =>
        !policy.Revocable && policy.MaxOpenings is not null ? ", if the maximum in total is removed" : "";
}
