namespace Exchange.Cli.Json;

/// <summary>One line of <c>outbox --json</c>.</summary>
/// <param name="Direction">"out" for what waits to be handed in, "in" for what was fetched in part.</param>
/// <param name="Bytes">Of ciphertext, on this machine.</param>
/// <param name="Since">When it was sealed, or the last attempt to fetch it began.</param>
/// <param name="Folder">Where what was fetched lies; null for what waits to be handed in.</param>
internal sealed record OutboxJson(string Item, string Direction, long Bytes, string Since, string? Folder);
