using System.Diagnostics;
using Exchange.Contract.Policy;

namespace Exchange.Contract.Events;

/// <summary>
/// The stable codes of audit events. Success and failure are distinguished by the outcome, never by the absence of an entry.
/// </summary>
public static class EventCodes
{
    public const string ItemSubmitted = "item.submitted";
    public const string GrantAdded = "grant.added";
    public const string ItemSuperseded = "item.superseded";
    public const string ItemWithdrawn = "item.withdrawn";
    public const string PolicyChanged = "policy.changed";
    public const string ApprovalGiven = "approval.given";
    public const string ApprovalRefused = "approval.refused";
    public const string ApprovalTakenBack = "approval.taken-back";
    public const string TermsAcknowledged = "terms.acknowledged";
    public const string CardReleased = "release.card";
    public const string ContentReleased = "release.content";
    public const string LookupRefused = "lookup.refused";

    /// <summary>The event of an approver's answer.</summary>
    public static string Of(ApprovalAnswer answer) => answer switch
    {
        ApprovalAnswer.Approve => ApprovalGiven,
        ApprovalAnswer.Refuse => ApprovalRefused,
        ApprovalAnswer.TakeBack => ApprovalTakenBack,
        _ => throw new UnreachableException(),
    };
}

/// <summary>The stable codes of how events ended.</summary>
public static class EventOutcome
{
    public const string Done = "done";
    public const string Permit = "permit";
    public const string Deny = "deny";
}
