using System.Collections.Concurrent;
using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Items;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Server.Storage;

namespace Exchange.Server.Retrieval;

/// <summary>
/// Reads items from the store. The bytes are read and hashed every time, so that what is damaged shows; remembered is only that
/// the signatures over exactly these bytes held, which does not change and is the slow part.
/// </summary>
internal sealed class ItemShelf
{
    private const int MaxRemembered = 4096;

    private readonly ConcurrentDictionary<Sha256Digest, VerifiedItem> verified = new();

    /// <exception cref="RefusedException">The stored statement is missing, damaged, or not that of the row.</exception>
    public StoredItem Read(ItemRow row, StatementRows statements, DirectoryState directory)
    {
        DsseEnvelope envelope = statements.Find(row.Statement) ?? throw Damaged(row);
        VerifiedItem item = Verify(row, envelope, directory);
        return item.Id == row.Id && item.Sender.Id == row.Sender
            ? new StoredItem(row, item, ConcernedParties.Of(item, directory))
            : throw Damaged(row);
    }

    private static RefusedException Damaged(ItemRow row) => new(ErrorCode.DataLoss, $"the statement of item {row.Id} is missing or damaged");

    private VerifiedItem Verify(ItemRow row, DsseEnvelope envelope, DirectoryState directory)
    {
        Sha256Digest bytes = Sha256Digest.Of(envelope.Encode());
        if (verified.TryGetValue(bytes, out VerifiedItem? known))
        {
            return known;
        }

        try
        {
            VerifiedItem item = ItemVerifier.Verify(envelope, directory);
            if (verified.Count >= MaxRemembered)
            {
                verified.Clear();
            }

            verified[bytes] = item;
            return item;
        }
        catch (Exception problem) when (problem is MalformedException or EnvelopeException or DirectoryException)
        {
            // It was verified before it was stored: what does not hold now has changed on the disk.
            throw Damaged(row);
        }
    }
}
