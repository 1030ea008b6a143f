using Exchange.Contract.Ids;
using Microsoft.Data.Sqlite;

namespace Exchange.Server.Storage;

/// <summary>The items that have been submitted.</summary>
internal class ItemRows(SqlSession session)
{
    private const string Columns = "SELECT position, id, statement, sender, submission, received, withdrawn FROM items ";

    protected SqlSession Session => session;

    public ItemRow? Find(ItemId id) => session.One(Columns + "WHERE id = $a", Read, id);

    /// <summary>In order of position, after the given one.</summary>
    public IReadOnlyList<ItemRow> After(long position, int limit) =>
        session.All(Columns + "WHERE position > $a ORDER BY position LIMIT $b", Read, position, limit);

    private static ItemRow Read(SqliteDataReader row) =>
        new(row.GetInt64(0), row.Item(1), row.Digest(2), row.Member(3), row.Index(4), row.Time(5), row.Flag(6));
}
