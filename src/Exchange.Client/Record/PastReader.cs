using Exchange.Client.Errors;
using Exchange.Contract.Directory;
using Exchange.Contract.Items;

namespace Exchange.Client.Record;

/// <summary>Replays what held for an item at a time from its record, for those who are shown all of it.</summary>
internal sealed class PastReader(Participant participant)
{
    /// <summary>The item as of that instant, and the directory as the last entry of the log then names it.</summary>
    /// <exception cref="VerificationException">The record does not hold.</exception>
    public async Task<(ItemReplay Replay, DirectoryState Directory)> ReadAsync(
        VerifiedItem item, DateTimeOffset at, CancellationToken cancellationToken)
    {
        AuditRecord record = await new RecordReader(participant).ReadAsync(cancellationToken);
        if (record.Events.Any(recorded => recorded.Said.Directory.Size > participant.History.Size))
        {
            // Somebody was enrolled since the directory was replayed, and something happened after that.
            await participant.RefreshAsync(cancellationToken);
        }

        AuditFindings findings = new();
        ItemReplay replay = new(item, isWhole: true);
        ItemReplayer replayer = new(replay, participant.Agreement, participant.History, new StatementShelf(participant.Server), findings)
        {
            ReadsRequests = false,
        };
        foreach (RecordedEvent happened in record.Events.Where(one => one.IsInChainOf(item.Id) && one.Said.Time <= at))
        {
            await replayer.ApplyAsync(happened, cancellationToken);
        }

        findings.ThrowIfAny();
        return (replay, DirectoryAt(record, at));
    }

    // As the last entry until then names it, whatever item that was about. It has no times of its own: who came between that entry
    // and the next one that the member sees may have come before or after the instant.
    private DirectoryState DirectoryAt(AuditRecord record, DateTimeOffset at)
    {
        long size = record.Events
            .Where(recorded => recorded.Said.Time <= at)
            .Select(recorded => recorded.Said.Directory.Size)
            .DefaultIfEmpty(1)
            .Max();
        return participant.History.At(size) ?? participant.Directory;
    }
}
