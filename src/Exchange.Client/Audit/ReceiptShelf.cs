using Exchange.Client.Home;
using Exchange.Contract.Events;

namespace Exchange.Client.Audit;

/// <summary>The receipts of audit entries that a participant keeps: what proves later, without the server, what happened.</summary>
internal sealed class ReceiptShelf(Participant participant)
{
    private const string Extension = ".tlog-proof";

    /// <summary>Keeps a receipt whose checkpoint agrees with what was seen of the log before; gives its path.</summary>
    /// <exception cref="Errors.VerificationException">Its checkpoint contradicts what was seen before.</exception>
    public async Task<string> KeepAsync(VerifiedReceipt verified, EncodedReceipt receipt, CancellationToken cancellationToken)
    {
        await participant.Memory.AcceptAsync(LogName.Audit, verified.Checkpoint.NoteBytes, atLeast: 0, cancellationToken);
        string path = Path.Combine(participant.Home.ReceiptsFolder, $"audit-{verified.Index}{Extension}");

        // The first proof of an entry is as good as every later one.
        if (!File.Exists(path))
        {
            AtomicFile.WriteSecret(path, receipt.Span);
        }

        return path;
    }

    /// <summary>The kept receipts' paths.</summary>
    public IEnumerable<string> List() =>
        System.IO.Directory.EnumerateFiles(participant.Home.ReceiptsFolder, $"audit-*{Extension}").Order(StringComparer.Ordinal);
}
