using Exchange.Contract.Events;
using Exchange.Contract.Ids;

namespace Exchange.Server.Storage;

/// <summary>Salt and payload of an entry, as stored.</summary>
internal sealed record StoredEvent(LogIndex Index, EventCommitment Commitment);
