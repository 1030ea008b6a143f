using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;

namespace Exchange.Server.Storage;

/// <summary>One consistent view of what is stored. Valid only inside <see cref="Ledger.Read"/> or a transaction.</summary>
internal sealed class LedgerReader(SqlSession session)
{
    public LogRows Logs { get; } = new(session);

    public DirectoryRows DirectoryLog { get; } = new(session);

    public EventRows Events { get; } = new(session);

    public ItemRows Items { get; } = new(session);

    public GrantRows Grants { get; } = new(session);

    public OpeningRows Openings { get; } = new(session);

    public RequestRows Requests { get; } = new(session);

    public StatementRows Statements { get; } = new(session);

    public GovernanceRows Governance { get; } = new(session);

    public RecipientRows Recipients { get; } = new(session);

    /// <summary>An event, with a receipt of its entry against the latest checkpoint.</summary>
    /// <exception cref="RefusedException">It is missing or damaged.</exception>
    public (AuditEvent Event, EncodedReceipt Receipt) AuditReceipt(LogIndex index)
    {
        StoredEvent stored = Events.Find(index) ?? throw new RefusedException(ErrorCode.DataLoss, $"event {index} is missing");
        return (stored.Commitment.Read(), Logs.Receipt(LogName.Audit, index.Value, stored.Commitment.ToExtra()));
    }
}
