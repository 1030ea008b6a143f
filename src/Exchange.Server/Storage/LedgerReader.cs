namespace Exchange.Server.Storage;

/// <summary>One consistent view of what is stored. Valid inside <see cref="Ledger.Read"/> only.</summary>
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
}
