using System.Collections.Concurrent;
using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Items;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Server.Storage;

namespace Exchange.Server.Items;

/// <summary>
/// Reads items from the store. The bytes are read and hashed every time, so that what is damaged shows; remembered is only that
/// the signatures over exactly these bytes held, which does not change and is the slow part.
/// </summary>
internal sealed class ItemShelf
{
    private const int MaxRemembered = 4096;

    private readonly ConcurrentDictionary<Sha256Digest, VerifiedItem> items = new();
    private readonly ConcurrentDictionary<Sha256Digest, VerifiedPolicyChange> policyChanges = new();

    public StoredItem Read(ItemRow row, LedgerTransaction transaction) => Read(row, transaction.Stored, transaction.Directory);

    /// <exception cref="RefusedException">A stored statement is missing, damaged, or not that of the row.</exception>
    public StoredItem Read(ItemRow row, LedgerReader stored, DirectoryState directory)
    {
        DsseEnvelope envelope = stored.Statements.Find(row.Statement) ?? throw Damaged(row);
        VerifiedItem item = Remembered(items, envelope, row, () => ItemVerifier.Verify(envelope, directory));
        InForcePolicy inForce = InForce(row, item, stored, directory);
        return item.Id == row.Id && item.Sender.Id == row.Sender
            ? new StoredItem(row, item, inForce, ConcernedParties.Of(item, inForce.Policy, directory))
            : throw Damaged(row);
    }

    private InForcePolicy InForce(ItemRow row, VerifiedItem item, LedgerReader stored, DirectoryState directory)
    {
        InForcePolicy inForce = InForcePolicy.Of(item);
        foreach (Sha256Digest digest in stored.Governance.PolicyChanges(row.Id))
        {
            DsseEnvelope envelope = stored.Statements.Find(digest) ?? throw Damaged(row);
            VerifiedPolicyChange change =
                Remembered(policyChanges, envelope, row, () => PolicyChangeVerifier.Verify(envelope, item, directory));
            try
            {
                inForce = inForce.After(change);
            }
            catch (PolicyGapException)
            {
                throw Damaged(row);
            }
        }

        return inForce;
    }

    private static T Remembered<T>(ConcurrentDictionary<Sha256Digest, T> verified, DsseEnvelope envelope, ItemRow row, Func<T> verify)
    {
        Sha256Digest bytes = Sha256Digest.Of(envelope.Encode());
        if (verified.TryGetValue(bytes, out T? known))
        {
            return known;
        }

        try
        {
            T found = verify();
            if (verified.Count >= MaxRemembered)
            {
                verified.Clear();
            }

            verified[bytes] = found;
            return found;
        }
        catch (MalformedException)
        {
            // It was verified before it was stored: what does not hold now has changed on the disk.
            throw Damaged(row);
        }
    }

    private static RefusedException Damaged(ItemRow row) => new(ErrorCode.DataLoss, $"a statement of item {row.Id} is missing or damaged");
}
