namespace Exchange.Client.Audit;

/// <summary>How far an audit has come: items done of all, and bytes of sealed parts hashed.</summary>
public readonly record struct AuditProgress(int Items, int AllItems, long PartBytes);
