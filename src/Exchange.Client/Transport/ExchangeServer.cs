namespace Exchange.Client.Transport;

/// <summary>
/// The server, as domain types: one property for each group of calls. Nothing that comes from it is verified. Owns its connection.
/// </summary>
internal sealed class ExchangeServer(ExchangeConnection connection) : IDisposable
{
    /// <summary>Checkpoints, proofs and tiles of both logs.</summary>
    public LogCalls Logs { get; } = new(connection);

    /// <summary>The directory's statements.</summary>
    public DirectoryCalls Directory { get; } = new(connection);

    /// <summary>Items: submitting, listing, fetching, releasing.</summary>
    public ItemCalls Items { get; } = new(connection);

    /// <summary>Sealed parts, up and down.</summary>
    public PartCalls Parts { get; } = new(connection);

    /// <summary>The grants of an item.</summary>
    public GrantCalls Grants { get; } = new(connection);

    /// <summary>Signed acts upon an item, and the state that they lead to.</summary>
    public ActCalls Acts { get; } = new(connection);

    /// <summary>Events of the audit log, and what they name.</summary>
    public AuditCalls Audit { get; } = new(connection);

    public void Dispose() => connection.Dispose();
}
