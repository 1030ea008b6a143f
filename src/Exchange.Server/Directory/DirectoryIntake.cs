using Exchange.Contract.Directory;
using Exchange.Contract.Events;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Server.Storage;

namespace Exchange.Server.Directory;

/// <summary>
/// Adds memberships and revocations to the directory. Any member may submit them, since their signatures say who made them: a party
/// whose last administrator is gone must still be able to submit what its root keys have signed.
/// </summary>
internal sealed class DirectoryIntake(Ledger ledger)
{
    /// <summary>The receipt of the statement's entry, made now or before.</summary>
    /// <exception cref="DirectoryException">It is not valid.</exception>
    public async Task<EncodedReceipt> AppendAsync(DsseEnvelope envelope, CancellationToken cancellationToken)
    {
        // 1. A statement that is there already is not appended again.
        Sha256Digest digest = envelope.PayloadDigest;
        if (ledger.Read(reader => reader.DirectoryLog.Find(digest)) is { } known)
        {
            return ledger.DirectoryReceipt(known);
        }

        // 2. Signatures are checked before the transaction, so that invalid ones do not delay the sequencer.
        _ = DirectoryReplay.Apply(ledger.Directory, envelope);

        // 3. The check that counts is the one inside, against the directory of that moment.
        long index = await ledger.WriteAsync(
            transaction => transaction.DirectoryLog.Find(digest) ?? transaction.AppendDirectory(envelope), cancellationToken);
        return ledger.DirectoryReceipt(index);
    }
}
