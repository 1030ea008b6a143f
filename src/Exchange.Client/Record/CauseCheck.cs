using Exchange.Client.Directory;
using Exchange.Client.Errors;
using Exchange.Client.Items;
using Exchange.Contract.Directory;
using Exchange.Contract.Events;
using Exchange.Contract.Items;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;

namespace Exchange.Client.Record;

/// <summary>Holds an event against the signed statement that caused it: nobody is said to have done what they did not sign.</summary>
internal static class CauseCheck
{
    /// <summary>A submission: by the sender, as of a membership that held then.</summary>
    public static void CheckSubmission(RecordedEvent happened, VerifiedItem item, DirectoryHistory history, AuditFindings findings)
    {
        Member? sender = history.At(happened.Said.Directory.Size)?.Find(happened.Said.Actor);
        findings.Require(
            happened.Said.Actor == item.Sender.Id,
            VerificationFault.PayloadWrong,
            $"{happened.Where} names another sender than the one who signed");
        findings.Require(
            sender is { Active: true } && sender.Statement == item.Predicate.Sender.Membership,
            VerificationFault.MemberNotChained,
            $"{happened.Where} is signed under a membership that did not hold then");
    }

    /// <summary>That another item takes the place of this one: its sender said so in signing that item.</summary>
    /// <param name="later">Null where the auditor does not see it.</param>
    public static void CheckSuperseded(RecordedEvent happened, VerifiedItem item, VerifiedItem? later, AuditFindings findings)
    {
        findings.Require(
            happened.Said.Actor == item.Sender.Id && happened.Said.Cause is not null,
            VerificationFault.PayloadWrong,
            $"{happened.Where} is not by the sender");
        findings.Require(
            later is null || (later.Predicate.Supersedes == item.Id && later.Sender.Id == item.Sender.Id),
            VerificationFault.PayloadWrong,
            $"{happened.Where} names an item that does not say so");
    }

    /// <summary>A release: exactly what its reader asked for, on a device that was theirs then.</summary>
    /// <returns>That device; null where it was none of theirs.</returns>
    /// <exception cref="VerificationException">The request does not verify.</exception>
    public static Device? CheckRelease(RecordedEvent happened, DsseEnvelope cause, DirectoryHistory history, AuditFindings findings)
    {
        SignedByMember<ReleaseRequestPredicate> signed = StatementFaults.Checked(
            () => MemberSignature.Verify(StatementKinds.ReleaseRequest, cause, history.Latest, terms => terms.Reader), happened.Where);
        ReleaseRequestPredicate request = signed.Predicate;
        AuditEvent said = happened.Said;
        bool same = request.Agreement == said.Agreement
            && signed.Member.Id == said.Actor
            && request.Item == said.Item
            && request.Statement == said.Statement
            && request.PolicyDigest == said.Policy
            && request.Key == said.Key
            && request.Purpose == said.Purpose
            && request.Request == said.Request
            && said.Time < request.NotAfter;
        findings.Require(same, VerificationFault.PayloadWrong, $"{happened.Where} says something else than the request that caused it");

        // A key that was taken from the member since does not count again, whatever membership the request names.
        Device? device = history.At(said.Directory.Size)?.Find(said.Actor)?.Present(signed.Device.Signer);
        findings.Require(
            device is not null,
            VerificationFault.MemberNotChained,
            $"{happened.Where} was asked for on a device that was not the member's then");
        return device;
    }
}
