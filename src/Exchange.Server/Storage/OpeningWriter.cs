using Exchange.Contract.Ids;

namespace Exchange.Server.Storage;

internal sealed class OpeningWriter(SqlSession session) : OpeningRows(session)
{
    /// <summary>Counts one opening, permitted by that entry of the audit log.</summary>
    public void Add(ItemId item, MemberId reader, LogIndex permit) =>
        Session.Execute("INSERT INTO openings VALUES ($a, $b, $c)", item, reader, permit);
}
