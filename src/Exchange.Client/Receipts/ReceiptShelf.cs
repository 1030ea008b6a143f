using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Contract.Agreements;
using Exchange.Contract.Events;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Receipts;

/// <summary>The receipts of audit entries that a participant keeps: what proves later, without the server, what happened.</summary>
internal sealed class ReceiptShelf(Participant participant)
{
    private const string Extension = ".tlog-proof";

    /// <summary>Verifies that a receipt is the one for what was sent, and keeps it.</summary>
    /// <param name="what">What it is the receipt of, for the error.</param>
    /// <exception cref="VerificationException">
    /// It proves nothing, or something else; or its checkpoint contradicts what was seen of the log before.
    /// </exception>
    public async Task<KeptReceipt> KeepAsync(
        ExpectedEvent expected, EncodedReceipt receipt, string what, CancellationToken cancellationToken)
    {
        VerifiedReceipt verified = Verify(expected, receipt, participant.Agreement, what);
        return new KeptReceipt(verified, receipt, await KeepAsync(verified, receipt, cancellationToken));
    }

    /// <summary>Keeps a verified receipt; gives its path.</summary>
    /// <exception cref="VerificationException">Its checkpoint contradicts what was seen of the log before.</exception>
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

    /// <summary>Offline: it proves exactly the expected event.</summary>
    /// <exception cref="VerificationException">It proves nothing, or something else.</exception>
    public static VerifiedReceipt Verify(ExpectedEvent expected, EncodedReceipt receipt, Agreement agreement, string what)
    {
        try
        {
            return expected.Check(receipt, agreement);
        }
        catch (MalformedException wrong)
        {
            throw new VerificationException(VerificationFault.ReceiptWrong, $"the receipt {what}: {wrong.Message}", wrong);
        }
    }

    /// <summary>The kept receipts' paths.</summary>
    public IEnumerable<string> List() =>
        System.IO.Directory.EnumerateFiles(participant.Home.ReceiptsFolder, $"audit-*{Extension}").Order(StringComparer.Ordinal);
}

/// <summary>A receipt that was found to be the one for what was sent, and where it was kept.</summary>
/// <param name="Encoded">As it came.</param>
internal sealed record KeptReceipt(VerifiedReceipt Verified, EncodedReceipt Encoded, string File);
