using Exchange.Contract.Ids;
using Exchange.Formats.Tlog;

namespace Exchange.Contract.Events;

/// <summary>
/// A receipt whose entry has been shown to stand in a log that the agreement names. Made only by <see cref="ReceiptVerifier"/>.
/// </summary>
public sealed class VerifiedReceipt
{
    internal VerifiedReceipt(LogIndex index, VerifiedCheckpoint checkpoint, EventCommitment? commitment, AuditEvent? happened)
    {
        Index = index;
        Checkpoint = checkpoint;
        Commitment = commitment;
        Said = happened;
    }

    public LogIndex Index { get; }

    public VerifiedCheckpoint Checkpoint { get; }

    /// <summary>Salt and payload of an audit entry; null for a directory entry.</summary>
    public EventCommitment? Commitment { get; }

    public AuditEvent? Said { get; }
}
