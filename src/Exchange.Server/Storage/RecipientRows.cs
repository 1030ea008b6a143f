using Exchange.Contract.Ids;
using Exchange.Formats.Age;

namespace Exchange.Server.Storage;

/// <summary>The recipients of all items: none serves twice.</summary>
internal class RecipientRows(SqlSession session)
{
    protected SqlSession Session => session;

    /// <summary>The item that the recipient belongs to, or null while it is new.</summary>
    public ItemId? Find(HybridRecipient recipient) => session.One(
        "SELECT item FROM recipients WHERE recipient = $a", row => (ItemId?)row.Item(0), recipient.ToString());
}
