using Exchange.Client.Errors;
using Exchange.Client.Retrieval;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;

namespace Exchange.Client.Audit;

/// <summary>Reads to whom the keys of an item were sealed, and since when.</summary>
internal static class GrantReader
{
    /// <param name="statements">The item's grant statements as the server has them.</param>
    /// <param name="events">The item's events, in log order.</param>
    /// <exception cref="VerificationException">One is not signed by the sender, or is about another item.</exception>
    public static IReadOnlyList<RecordedGrant> Read(VerifiedItem item, IReadOnlyList<DsseEnvelope> statements, IReadOnlyList<RecordedEvent> events, DirectoryState directory) =>
        [.. statements.SelectMany(statement => Read(item, statement, events, directory))];

    private static IEnumerable<RecordedGrant> Read(VerifiedItem item, DsseEnvelope envelope, IReadOnlyList<RecordedEvent> events, DirectoryState directory)
    {
        string where = $"a grant statement of {item.Id}";
        SignedByMember<GrantPredicate> signed = StatementFaults.Checked(() => MemberSignature.Verify(StatementKinds.Grant, envelope, directory, terms => terms.Grantor), where);
        GrantPredicate terms = signed.Terms;
        bool belongs = terms.Agreement == directory.Agreement.Id && terms.Item == item.Id && terms.Statement == item.Digest && signed.Member.Id == item.Sender.Id;
        if (!belongs || !signed.Statement.Subjects.Select(subject => subject.DigestHex).SequenceEqual(terms.Grants.Select(grant => grant.Sealed.ToString())))
        {
            throw new VerificationException(VerificationFault.StatementSwapped, $"{where} is about something else");
        }

        // The grants of the submission come with it; later ones have an event of their own, which names their statement.
        RecordedEvent? added = events.FirstOrDefault(recorded => recorded.Event.Event == Contract.Events.EventCodes.GrantAdded && recorded.Event.Cause == signed.Statement.Digest);
        LogIndex since = (added ?? (events.Count > 0 ? events[0] : null))?.Index ?? new LogIndex(0);
        return terms.Grants.Select(grant => new RecordedGrant(grant.Member, grant.Key, grant.Sealed, since));
    }
}
