namespace Exchange.Cli.Json;

/// <summary>A failed condition, by its stable code and in words.</summary>
internal sealed record AuditReasonJson(string Code, string Text);
