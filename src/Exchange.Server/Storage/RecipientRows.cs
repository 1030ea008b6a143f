using Exchange.Contract.Ids;
using Exchange.Formats.Age;

namespace Exchange.Server.Storage;

/// <summary>The recipients of all items: none is used twice.</summary>
internal sealed class RecipientRows(SqlSession session)
{
    /// <summary>The item that the recipient belongs to, or null while it is new.</summary>
    public ItemId? Find(HybridRecipient recipient) => session.One(
        "SELECT item FROM recipients WHERE recipient = $a", row => (ItemId?)row.Item(0), recipient.ToString());
}

/// <summary>Claims recipients for items.</summary>
internal sealed class RecipientWriter(SqlSession session)
{
    public void Add(HybridRecipient recipient, ItemId item) =>
        session.Execute("INSERT INTO recipients VALUES ($a, $b)", recipient.ToString(), item);
}
