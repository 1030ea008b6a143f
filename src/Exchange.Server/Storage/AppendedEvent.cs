using Exchange.Contract.Events;
using Exchange.Contract.Ids;

namespace Exchange.Server.Storage;

/// <summary>An event that stands in the log once its transaction has committed.</summary>
internal sealed record AppendedEvent(LogIndex Index, EventCommitment Commitment, AuditEvent Event);
