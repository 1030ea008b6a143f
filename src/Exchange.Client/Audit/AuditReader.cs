using Exchange.Client.Items;
using Exchange.Client.Record;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Audit;

/// <summary>Reads the events that the member may see.</summary>
public sealed class AuditReader(Participant participant)
{
    /// <summary>In log order; each is shown to be what the log committed to before it is told.</summary>
    /// <param name="item">Only events of this item; null for all.</param>
    /// <exception cref="Errors.VerificationException">The log, or an event, is not what was signed.</exception>
    public async Task<IReadOnlyList<AuditLine>> ListAsync(ItemId? item, CancellationToken cancellationToken)
    {
        AuditRecord record = await new RecordReader(participant).ReadAsync(cancellationToken);
        return [.. record.Events.Where(recorded => item is null || recorded.Said.Item == item).Select(LineOf)];
    }

    /// <summary>An item's life, event by event, each as a sentence.</summary>
    /// <exception cref="Errors.VerificationException">The log, an event or a statement is not what was signed.</exception>
    public async Task<IReadOnlyList<AuditLine>> TellAsync(ItemId item, CancellationToken cancellationToken)
    {
        AuditRecord record = await new RecordReader(participant).ReadAsync(cancellationToken);
        Dictionary<Sha256Digest, VerifiedItem> items =
            (await new ItemReader(participant).ListAsync(cancellationToken))
                .ToDictionary(seen => seen.Verified.Digest, seen => seen.Verified);
        ItemStory story = new(participant);
        List<AuditLine> lines = [];
        foreach (RecordedEvent recorded in record.Events.Where(recorded => recorded.Said.Item == item))
        {
            lines.Add(LineOf(recorded) with { Story = await story.TellAsync(recorded, items, cancellationToken) });
        }

        return lines;
    }

    private AuditLine LineOf(RecordedEvent recorded) => new(
        recorded.Index,
        recorded.Said.Time,
        recorded.Said.Code,
        recorded.Said.Outcome,
        participant.NameOf(recorded.Said.Actor),
        recorded.Said.Item,
        recorded.Said.Key,
        recorded.Said.Purpose,
        recorded.Said.Failed);
}
