using Exchange.Contract.Ids;

namespace Exchange.Server.Storage;

/// <summary>How often the contents of items have been opened.</summary>
internal class OpeningRows(SqlSession session)
{
    protected SqlSession Session => session;

    /// <summary>By everybody.</summary>
    public uint Total(ItemId item) => checked((uint)session.Number("SELECT COUNT(*) FROM openings WHERE item = $a", item));

    public uint By(ItemId item, MemberId reader) => checked((uint)session.Number("SELECT COUNT(*) FROM openings WHERE item = $a AND member = $b", item, reader));

    /// <summary>Everybody who has opened the item, with how often.</summary>
    public IReadOnlyList<(MemberId Member, uint Openings)> ByMember(ItemId item) => session.All(
        "SELECT member, COUNT(*) FROM openings WHERE item = $a GROUP BY member ORDER BY member", row => (row.Member(0), checked((uint)row.GetInt64(1))), item);
}
