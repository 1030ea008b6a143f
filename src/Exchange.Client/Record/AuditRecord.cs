using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Client.Record;

/// <summary>
/// The audit log at one checkpoint, with the events that the member may see, each shown to be what its entry commits to.
/// </summary>
/// <param name="Leaves">The leaf hash of every entry, also of those whose events are not for the member.</param>
internal sealed record AuditRecord(VerifiedCheckpoint Checkpoint, IReadOnlyList<Sha256Digest> Leaves, IReadOnlyList<RecordedEvent> Events);
