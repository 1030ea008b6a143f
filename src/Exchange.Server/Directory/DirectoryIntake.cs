using Exchange.Contract.Directory;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Server.Storage;

namespace Exchange.Server.Directory;

/// <summary>
/// Takes memberships and revocations into the directory. Who brings them does not matter, since their signatures say who made
/// them: a party whose last administrator is gone must still be able to hand in what its root keys have signed.
/// </summary>
internal sealed class DirectoryIntake(Ledger ledger)
{
    /// <summary>The receipt of the statement's entry, made now or before.</summary>
    /// <exception cref="DirectoryException">It does not count.</exception>
    public async Task<byte[]> AppendAsync(DsseEnvelope envelope, CancellationToken cancellationToken)
    {
        // 1. What stands there already is not appended again.
        Sha256Digest digest = envelope.PayloadDigest;
        if (ledger.Read(reader => reader.DirectoryLog.Find(digest)) is { } known)
        {
            return ledger.Receipt(LogName.Directory, known, extra: null);
        }

        // 2. Signatures are checked out here first, so that worthless ones do not hold up the sequencer.
        _ = DirectoryReplay.Apply(ledger.Directory, envelope);

        // 3. What counts is the check inside, against the directory of that moment.
        long index = await ledger.WriteAsync(
            transaction => transaction.DirectoryLog.Find(digest) ?? transaction.AppendDirectory(envelope), cancellationToken);
        return ledger.Receipt(LogName.Directory, index, extra: null);
    }
}
