namespace Exchange.Cli.Json;

/// <summary>One line of <c>audit log --json</c>.</summary>
internal sealed record AuditJson(long Index, string Time, string Event, string Outcome, string Actor, string? Item, string? Key, string? Purpose, IReadOnlyList<AuditReasonJson> Reasons);
