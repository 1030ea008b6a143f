using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;
using Microsoft.Data.Sqlite;

namespace Exchange.Server.Storage;

/// <summary>The payloads behind the audit log's entries, and who may see them.</summary>
internal class EventRows(SqlSession session)
{
    private const string Columns = "SELECT e.position, e.salt, e.payload, l.entry FROM events e LEFT JOIN entries l ON l.log = 2 AND l.position = e.position WHERE ";
    private const string Visible =
        "((e.actor = $a AND e.actor_sees = 1) OR e.sender = $a OR EXISTS (SELECT 1 FROM event_viewers v WHERE v.party = $b AND v.position = e.position))";

    protected SqlSession Session => session;

    /// <summary>Whoever may see it.</summary>
    /// <exception cref="RefusedException">It is not what the log committed to.</exception>
    public StoredEvent? Find(LogIndex index) => session.One(Columns + "e.position = $a", Read, index);

    /// <summary>The events that the viewer may see, in log order, from an index up to another that is not among them.</summary>
    /// <exception cref="RefusedException">One of them is not what the log committed to.</exception>
    public IReadOnlyList<StoredEvent> Query(EventViewer viewer, LogIndex from, LogIndex until, ItemId? item, int limit) => item is { } one
        ? session.All(Columns + Visible + " AND e.item = $c AND e.position >= $d AND e.position < $e ORDER BY e.position LIMIT $f", Read, viewer.Member, viewer.ComplianceOf, one, from, until, limit)
        : session.All(Columns + Visible + " AND e.position >= $c AND e.position < $d ORDER BY e.position LIMIT $e", Read, viewer.Member, viewer.ComplianceOf, from, until, limit);

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

    /// <summary>Where the item's chain has come to, or null for an item without one.</summary>
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
