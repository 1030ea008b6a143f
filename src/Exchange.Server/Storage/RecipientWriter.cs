using Exchange.Contract.Ids;
using Exchange.Formats.Age;

namespace Exchange.Server.Storage;

internal sealed class RecipientWriter(SqlSession session) : RecipientRows(session)
{
    public void Add(HybridRecipient recipient, ItemId item) =>
        Session.Execute("INSERT INTO recipients VALUES ($a, $b)", recipient.ToString(), item);
}
