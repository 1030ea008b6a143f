using System.Diagnostics;
using Exchange.Client.Directory;
using Exchange.Client.Errors;
using Exchange.Client.Items;
using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;

namespace Exchange.Client.Record;

/// <summary>
/// Checks an approval, an acknowledgement, a change of policy or a withdrawal against the statement that caused it and against its
/// rule, and applies it to the replay.
/// </summary>
internal sealed class ActCheck(ItemReplay replay, DirectoryHistory history, AuditFindings findings)
{
    public static bool IsAct(string code) => code is EventCodes.ApprovalGiven or EventCodes.ApprovalRefused or EventCodes.ApprovalTakenBack
        or EventCodes.TermsAcknowledged or EventCodes.PolicyChanged or EventCodes.ItemWithdrawn;

    /// <exception cref="VerificationException">The statement does not verify.</exception>
    public void Check(RecordedEvent happened, DsseEnvelope cause)
    {
        // 1. The event is what was signed, under a membership that held then.
        (IItemAct act, Member signer) = StatementFaults.Checked(() => ItemActs.Verify(cause, history.Latest), happened.Where);
        AuditEvent said = happened.Said;
        bool same = act.Agreement == said.Agreement && act.Item == said.Item && act.Statement == said.Statement
            && signer.Id == said.Actor && said.Time < act.NotAfter && CodeOf(act) == said.Code && said.Outcome == EventOutcome.Done;
        findings.Require(same, VerificationFault.PayloadWrong, $"{happened.Where} says something else than the statement that caused it");
        if (history.At(said.Directory.Size) is not { } then || then.Find(said.Actor) is not { } member)
        {
            findings.Add(VerificationFault.MemberNotChained, $"{happened.Where} is by a member that the directory did not know");
            return;
        }

        findings.Require(
            member.Active && member.Statement == act.Signer.Membership,
            VerificationFault.MemberNotChained,
            $"{happened.Where} is signed under a membership that did not hold then");

        findings.Require(
            then.Agreement.IsInForce(said.Time),
            VerificationFault.DecisionWrong,
            $"{happened.Where} happened outside the agreement's time");

        // 2. It was allowed, where all that came before is known.
        AccessPolicy? policy = act is PolicyChangePredicate change ? ReadPolicy(change, happened) : null;
        ErrorCode? against = replay.IsWhole ? replay.Against(act, member, then, policy) : null;
        findings.Require(against is null, VerificationFault.DecisionWrong, $"{happened.Where} was taken in against the rules ({against})");

        // 3. It counts from here on.
        replay.Apply(act, policy, happened.Said.Cause ?? cause.PayloadDigest);
    }

    private AccessPolicy? ReadPolicy(PolicyChangePredicate change, RecordedEvent happened)
    {
        bool right = PolicyBytes.Digest(change.Policy.Span) == change.PolicyDigest;
        findings.Require(right, VerificationFault.PolicyMismatch, $"{happened.Where} names another policy than it holds");
        return right ? StatementFaults.Checked(() => PolicyBytes.Parse(change.Policy.Span), happened.Where) : null;
    }

    private static string CodeOf(IItemAct act) => act switch
    {
        ApprovalPredicate approval => EventCodes.Of(approval.Answer),
        AcknowledgementPredicate => EventCodes.TermsAcknowledged,
        PolicyChangePredicate => EventCodes.PolicyChanged,
        _ => EventCodes.ItemWithdrawn,
    };
}
