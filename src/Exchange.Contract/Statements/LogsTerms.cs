namespace Exchange.Contract.Statements;

/// <summary>The two logs of an agreement.</summary>
public sealed record LogsTerms(LogTerms Directory, LogTerms Audit);
