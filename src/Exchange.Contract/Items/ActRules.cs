using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Rules;
using Exchange.Contract.Statements;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Items;

/// <summary>
/// Whether a statement about an item may be made. Server, client and auditor ask the same; each rule answers null, or the
/// code of what is against it.
/// </summary>
public static class ActRules
{
    /// <summary>It is about this very item, which is not over, and the policy in force.</summary>
    public static ErrorCode? AgainstAny(IItemAct act, Sha256Digest statement, Sha256Digest inForce, bool withdrawn)
    {
        if (act.Statement != statement)
        {
            return ErrorCode.OtherItem;
        }

        if (withdrawn)
        {
            return ErrorCode.Withdrawn;
        }

        return act.InForce is { } policy && policy != inForce ? ErrorCode.PolicyChanged : null;
    }

    /// <summary>
    /// An approver's answer: the policy asks this member, for this reader or for everybody, and no release rests on their last word.
    /// </summary>
    /// <param name="last">What this approver last said, for the same reader or for everybody; null where they have said nothing.</param>
    /// <param name="used">Whether a release rests on that.</param>
    /// <param name="isReader">Whether a member is a reader of the item.</param>
    public static ErrorCode? AgainstApproval(
        AccessPolicy policy, Reader approver, ApprovalPredicate approval, ApprovalAnswer? last, bool used, Func<MemberId, bool> isReader)
    {
        if (policy.RuleFor(approver) is not { } rule || approval.Reader is null == rule.EachReader)
        {
            return ErrorCode.ApprovalNotAsked;
        }

        if (approval.Reader == approver.Id)
        {
            return ErrorCode.SelfApproval;
        }

        // What stands can be taken back or refused also while its reader is none: else it would count again when they are one.
        bool stands = last is ApprovalAnswer.Approve or ApprovalAnswer.Refuse;
        bool undoes = stands && approval.Answer != ApprovalAnswer.Approve;
        if (approval.Reader is { } reader && !undoes && !isReader(reader))
        {
            return ErrorCode.ApprovalNotAsked;
        }

        if (approval.Answer == ApprovalAnswer.TakeBack && !stands)
        {
            return ErrorCode.NothingToTakeBack;
        }

        return used ? ErrorCode.ApprovalUsed : null;
    }

    /// <summary>A reader's acknowledgement: of the terms that the policy names.</summary>
    public static ErrorCode? AgainstAcknowledgement(AccessPolicy policy, AcknowledgementPredicate acknowledgement, bool isReader)
    {
        if (policy.Terms != acknowledgement.Terms)
        {
            return ErrorCode.OtherTerms;
        }

        return isReader ? null : ErrorCode.NotAReader;
    }

    /// <summary>A change of policy: by the sender, to what the agreement allows.</summary>
    public static ErrorCode? AgainstChange(AccessPolicy before, AccessPolicy after, bool isSender, AgreementTerms agreement)
    {
        if (!isSender)
        {
            return ErrorCode.NotAllowed;
        }

        if (PolicyChangeRules.NarrowsFinal(before, after))
        {
            return ErrorCode.NotRevocable;
        }

        return PolicyChangeRules.Problems(before, after, agreement).Count > 0 ? ErrorCode.PolicyRefused : null;
    }

    /// <summary>A withdrawal: by the sender, even one who lost the role with which they sent it.</summary>
    public static ErrorCode? AgainstWithdrawal(AccessPolicy policy, bool isSender)
    {
        if (!isSender)
        {
            return ErrorCode.NotAllowed;
        }

        return policy.Revocable ? null : ErrorCode.NotRevocable;
    }
}
