using Exchange.Contract.Events;
using Exchange.Contract.Ids;

namespace Exchange.Client.Transport;

/// <summary>What stands behind one entry of the audit log, as the server says. Not verified.</summary>
public sealed record EventListing(LogIndex Index, EventCommitment Commitment);
