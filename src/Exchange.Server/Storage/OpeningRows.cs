using Exchange.Contract.Ids;

namespace Exchange.Server.Storage;

/// <summary>How often the contents of items have been opened.</summary>
internal sealed class OpeningRows(SqlSession session)
{
    /// <summary>By all members together.</summary>
    public uint Total(ItemId item) => checked((uint)session.Number("SELECT COUNT(*) FROM openings WHERE item = $a", item));

    public uint By(ItemId item, MemberId reader) =>
        checked((uint)session.Number("SELECT COUNT(*) FROM openings WHERE item = $a AND member = $b", item, reader));

    /// <summary>Each member who has opened the item, and how often.</summary>
    public IReadOnlyList<(MemberId Member, uint Openings)> ByMember(ItemId item) => session.All(
        "SELECT member, COUNT(*) FROM openings WHERE item = $a GROUP BY member ORDER BY member",
        row => (row.Member(0), checked((uint)row.GetInt64(1))), item);
}

/// <summary>Counts openings.</summary>
internal sealed class OpeningWriter(SqlSession session)
{
    /// <summary>Counts one opening, permitted by that entry of the audit log.</summary>
    public void Add(ItemId item, MemberId reader, LogIndex permit) =>
        session.Execute("INSERT INTO openings VALUES ($a, $b, $c)", item, reader, permit);
}
