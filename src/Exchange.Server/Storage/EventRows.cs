using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Formats.Primitives;
using Microsoft.Data.Sqlite;

namespace Exchange.Server.Storage;

/// <summary>Salt and payload of an entry, as stored.</summary>
internal sealed record StoredEvent(LogIndex Index, EventCommitment Commitment);

/// <summary>An event that is in the log once its transaction has committed.</summary>
internal sealed record AppendedEvent(LogIndex Index, EventCommitment Commitment, AuditEvent Event);

/// <summary>The head of an item's chain of events.</summary>
/// <param name="Count">How many events it has.</param>
/// <param name="LastLeaf">The leaf hash of the last one.</param>
internal sealed record ChainRow(long Count, Sha256Digest LastLeaf, LogIndex Last);

/// <summary>Who asks for events: a member, and the party whose record they may read as its compliance.</summary>
internal sealed record EventViewer(MemberId Member, PartyName? ComplianceOf)
{
    public static EventViewer Of(Member member) => new(member.Id, member.Has(Role.Compliance) ? member.Name.Party : null);
}

/// <summary>The payloads behind the audit log's entries, and who may see them.</summary>
internal sealed class EventRows(SqlSession session)
{
    private const string Columns = """
        SELECT e.position, e.salt, e.payload, l.entry FROM events e
        LEFT JOIN entries l ON l.log = 2 AND l.position = e.position
        """;

    private const string Visible = """
        ((e.actor = $a AND e.actor_sees = 1) OR e.sender = $a
         OR EXISTS (SELECT 1 FROM event_viewers v WHERE v.party = $b AND v.position = e.position))
        """;

    /// <summary>Any event: whether the caller may see it is not asked here.</summary>
    /// <exception cref="RefusedException">It is not what the log committed to.</exception>
    public StoredEvent? Find(LogIndex index) => session.One(Columns + " WHERE e.position = $a", Read, index);

    /// <summary>The events that the viewer may see, in log order, from an index up to and excluding another.</summary>
    /// <exception cref="RefusedException">One of them is not what the log committed to.</exception>
    public IReadOnlyList<StoredEvent> Query(EventViewer viewer, LogIndex from, LogIndex until, ItemId? item, int limit) => item is { } one
        ? session.All(
            Columns + " WHERE " + Visible + " AND e.item = $c AND e.position >= $d AND e.position < $e ORDER BY e.position LIMIT $f",
            Read, viewer.Member, viewer.ComplianceOf, one, from, until, limit)
        : session.All(
            Columns + " WHERE " + Visible + " AND e.position >= $c AND e.position < $d ORDER BY e.position LIMIT $e",
            Read, viewer.Member, viewer.ComplianceOf, from, until, limit);

    /// <summary>Whether the viewer may see any event that names the statement.</summary>
    public bool MaySeeStatement(EventViewer viewer, Sha256Digest statement) => session.Exists(
        "SELECT 1 FROM event_statements s JOIN events e ON e.position = s.position WHERE s.digest = $c AND " + Visible + " LIMIT 1",
        viewer.Member, viewer.ComplianceOf, statement);

    /// <summary>Whether the viewer may see any event of the item.</summary>
    public bool MaySeeItem(EventViewer viewer, ItemId item) => session.Exists(
        "SELECT 1 FROM events e WHERE e.item = $c AND " + Visible + " LIMIT 1", viewer.Member, viewer.ComplianceOf, item);

    /// <summary>The first event that names the statement, or null while none does.</summary>
    public LogIndex? FirstNaming(Sha256Digest statement) => session.One(
        "SELECT position FROM event_statements WHERE digest = $a ORDER BY position LIMIT 1", row => (LogIndex?)row.Index(0), statement);

    /// <summary>Every event that names the statement, in log order.</summary>
    public IReadOnlyList<LogIndex> Naming(Sha256Digest statement) =>
        session.All("SELECT position FROM event_statements WHERE digest = $a ORDER BY position", row => row.Index(0), statement);

    /// <summary>The head of the item's chain, or null for an item without one.</summary>
    public ChainRow? Chain(ItemId item) => session.One(
        "SELECT count, last_leaf, last_position FROM chains WHERE item = $a",
        row => new ChainRow(row.GetInt64(0), row.Digest(1), row.Index(2)), item);

    private static StoredEvent Read(SqliteDataReader row)
    {
        StoredEvent stored = new(row.Index(0), new EventCommitment(row.Bytes(1), row.Bytes(2)));
        return !row.IsDBNull(3) && stored.Commitment.Entry == row.Digest(3)
            ? stored
            : throw new RefusedException(ErrorCode.DataLoss, $"event {stored.Index} is not what the log committed to");
    }
}

/// <summary>Adds to the payloads behind the audit log.</summary>
internal sealed class EventWriter(SqlSession session)
{
    public void Insert(LogIndex index, EventDraft draft, AuditEvent happened, EventCommitment commitment)
    {
        session.Execute(
            "INSERT INTO events VALUES ($a, $b, $c, $d, $e, $f, $g)",
            index, commitment.Salt, commitment.Payload, happened.Item, happened.Actor, draft.ActorSees, draft.Item?.Sender.Id);
        foreach (PartyName party in draft.PartiesWhoseComplianceSees.Distinct())
        {
            session.Execute("INSERT INTO event_viewers VALUES ($a, $b)", party, index);
        }

        Sha256Digest?[] named = [happened.Statement, draft.ShowsCause ? happened.Cause : null];
        foreach (Sha256Digest statement in named.OfType<Sha256Digest>().Concat(draft.Approvals).Distinct())
        {
            session.Execute("INSERT INTO event_statements VALUES ($a, $b)", statement, index);
        }

        if (draft.Item is { } item)
        {
            session.Execute(
                """
                INSERT INTO chains VALUES ($a, 1, $b, $c)
                ON CONFLICT (item) DO UPDATE SET count = count + 1, last_leaf = $b, last_position = $c
                """,
                item.Id, commitment.LeafHash, index);
        }
    }
}
