using Exchange.Client.Errors;
using Exchange.Contract.Directory;
using Exchange.Contract.Events;
using Exchange.Contract.Items;
using Exchange.Formats.Dsse;

namespace Exchange.Client.Audit;

/// <summary>Rebuilds what held for an item at a time from its record, for those who are shown all of it.</summary>
internal sealed class TimelineReader(Participant participant)
{
    /// <summary>
    /// The timeline up to that instant, its own included, the directory as the last entry of the log then names it, and
    /// the grants that there were.
    /// </summary>
    /// <exception cref="VerificationException">The record does not hold.</exception>
    public async Task<(ItemTimeline Timeline, DirectoryState Directory, IReadOnlyList<RecordedGrant> Grants)> ReadAsync(
        VerifiedItem item,
        DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        AuditFindings findings = new();
        AuditRecord record = await new RecordReader(participant).ReadAsync(cancellationToken);
        if (record.Events.Any(recorded => recorded.Event.Directory.Size > participant.History.Size))
        {
            // Somebody was enrolled since the directory was replayed, and something happened after that.
            await participant.RefreshAsync(cancellationToken);
        }

        List<RecordedGrant> grants = [];
        RecordedItem recorded = new(item, grants);
        ActCheck acts = new(recorded, participant.History, findings);
        DecisionCheck decisions = new(recorded, participant.Agreement, participant.History, findings);
        UsedCauses used = new(findings);
        StatementShelf statements = new(participant.Server);
        foreach (RecordedEvent happened in record.Events
            .Where(one => one.Event.Item == item.Id && one.Event.ItemSequence is not null && one.Event.Time <= at))
        {
            used.Follow(happened);
            bool acted = ActCheck.IsAct(happened.Event.Event);
            if (happened.Event.Cause is { } digest && (acted || happened.Event.Event is EventCodes.ItemSubmitted or EventCodes.GrantAdded))
            {
                DsseEnvelope cause = await statements.GetAsync(digest, $"the cause of {happened.Where}", cancellationToken);
                Follow(happened, cause, recorded, grants, acts, acted, findings);
            }

            decisions.Follow(happened, wholeChain: true, asking: null);
        }

        findings.ThrowIfAny();
        return (recorded.Timeline, DirectoryAt(record, at), grants);
    }

    // As the last entry until then names it, whatever item that was about. It has no times of its own: who came between that entry
    // and the next one that the member sees may have come before or after the instant.
    private DirectoryState DirectoryAt(AuditRecord record, DateTimeOffset at)
    {
        long size = record.Events
            .Where(recorded => recorded.Event.Time <= at)
            .Select(recorded => recorded.Event.Directory.Size)
            .DefaultIfEmpty(1)
            .Max();
        return participant.History.At(size) ?? participant.Directory;
    }

    private void Follow(
        RecordedEvent happened,
        DsseEnvelope cause,
        RecordedItem recorded,
        List<RecordedGrant> grants,
        ActCheck acts,
        bool acted,
        AuditFindings findings)
    {
        if (acted)
        {
            acts.Follow(happened, cause);
            return;
        }

        IReadOnlyList<RecordedGrant> read = GrantReader.Read(recorded.Item, cause, happened, participant.History, findings);
        GrantCheck.Follow(happened, read, recorded, participant.History, findings);
        grants.AddRange(read);
    }
}
