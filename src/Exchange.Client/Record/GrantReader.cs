using Exchange.Client.Directory;
using Exchange.Client.Errors;
using Exchange.Client.Items;
using Exchange.Contract.Directory;
using Exchange.Contract.Items;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;

namespace Exchange.Client.Record;

/// <summary>Reads to whom the keys of an item were sealed, from the statement that an event of the log names as its cause.</summary>
internal static class GrantReader
{
    /// <exception cref="VerificationException">It is not signed by whom the event names, or is about something else.</exception>
    public static IReadOnlyList<RecordedGrant> Read(
        VerifiedItem item,
        DsseEnvelope statement,
        RecordedEvent cause,
        DirectoryHistory history,
        AuditFindings findings)
    {
        SignedByMember<GrantPredicate> signed = StatementFaults.Checked(
            () => MemberSignature.Verify(StatementKinds.Grant, statement, history.Latest, terms => terms.Grantor),
            $"the cause of {cause.Where}");
        GrantPredicate terms = signed.Predicate;
        bool belongs = terms.Agreement == history.Latest.Agreement.Id && terms.Item == item.Id && terms.Statement == item.Digest
            && signed.Member.Id == cause.Said.Actor
            && signed.Statement.Subjects
                .Select(subject => subject.DigestHex)
                .SequenceEqual(terms.Grants.Select(grant => grant.Sealed.ToString()));
        if (!belongs)
        {
            throw new VerificationException(VerificationFault.StatementSwapped, $"the cause of {cause.Where} is about something else");
        }

        findings.Require(
            history.At(cause.Said.Directory.Size)?.Find(signed.Member.Id) is { Active: true } grantor
                && grantor.Statement == terms.Grantor.Membership,
            VerificationFault.MemberNotChained,
            $"{cause.Where} is signed under a membership that did not hold then");
        findings.Require(
            history.Latest.Agreement.IsInForce(cause.Said.Time),
            VerificationFault.DecisionWrong,
            $"{cause.Where} happened outside the agreement's time");
        return [.. terms.Grants.Select(grant => new RecordedGrant(grant.Member, grant.Membership, grant.Key, grant.Sealed, cause.Index))];
    }
}
