using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;
using Microsoft.Data.Sqlite;

namespace Exchange.Server.Storage;

/// <summary>An item that has been submitted.</summary>
internal sealed record ItemRow
{
    /// <summary>Grows with every item, from 1.</summary>
    public required long Position { get; init; }

    public required ItemId Id { get; init; }

    /// <summary>The digest of its statement, kept among the statements.</summary>
    public required Sha256Digest Statement { get; init; }

    public required MemberId Sender { get; init; }

    /// <summary>Its submission in the audit log.</summary>
    public required LogIndex Submission { get; init; }

    /// <summary>The time of that entry.</summary>
    public required DateTimeOffset Received { get; init; }

    public required bool Withdrawn { get; init; }
}

/// <summary>The items that have been submitted.</summary>
internal sealed class ItemRows(SqlSession session)
{
    private const string Columns = "SELECT position, id, statement, sender, submission, received, withdrawn FROM items ";

    public ItemRow? Find(ItemId id) => session.One(Columns + "WHERE id = $a", Read, id);

    /// <summary>In order of position, after the given one.</summary>
    public IReadOnlyList<ItemRow> After(long position, int limit) =>
        session.All(Columns + "WHERE position > $a ORDER BY position LIMIT $b", Read, position, limit);

    private static ItemRow Read(SqliteDataReader row) => new()
    {
        Position = row.GetInt64(0),
        Id = row.Item(1),
        Statement = row.Digest(2),
        Sender = row.Member(3),
        Submission = row.Index(4),
        Received = row.Time(5),
        Withdrawn = row.Flag(6),
    };
}

/// <summary>Adds items.</summary>
internal sealed class ItemWriter(SqlSession session)
{
    /// <summary>Adds an item whose id the caller has found to be new, in this transaction.</summary>
    public void Insert(ItemId id, Sha256Digest statement, MemberId sender, LogIndex submission, DateTimeOffset received) =>
        session.Execute(
            "INSERT INTO items (id, statement, sender, submission, received, withdrawn) VALUES ($a, $b, $c, $d, $e, 0)",
            id, statement, sender, submission, received);
}
