namespace Exchange.Cli.Json;

/// <summary>One line of <c>outbox --json</c>.</summary>
internal sealed record OutboxJson(string Item, long Bytes, string Sealed);
