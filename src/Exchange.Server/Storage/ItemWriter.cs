using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;

namespace Exchange.Server.Storage;

internal sealed class ItemWriter(SqlSession session) : ItemRows(session)
{
    /// <summary>The id must be new: the caller has looked, in this transaction.</summary>
    public void Insert(ItemId id, Sha256Digest statement, MemberId sender, LogIndex submission, DateTimeOffset received) => Session.Execute(
        "INSERT INTO items (id, statement, sender, submission, received, withdrawn) VALUES ($a, $b, $c, $d, $e, 0)",
        id, statement, sender, submission, received);
}
