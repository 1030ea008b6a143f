namespace Exchange.Server.Storage;

/// <summary>
/// Every write to the state that decisions are made on. Only <see cref="LedgerTransaction"/> makes one: no other code outside of
/// this folder has a session that may write.
/// </summary>
internal sealed class LedgerWriter(SqlSession session)
{
    public ItemWriter Items { get; } = new(session);

    public GrantWriter Grants { get; } = new(session);

    public OpeningWriter Openings { get; } = new(session);

    public RequestWriter Requests { get; } = new(session);

    public StatementWriter Statements { get; } = new(session);

    public RecipientWriter Recipients { get; } = new(session);

    public GovernanceWriter Governance { get; } = new(session);
}
