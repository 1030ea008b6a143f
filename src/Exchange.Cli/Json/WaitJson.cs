namespace Exchange.Cli.Json;

/// <summary>
/// What an item waits for from the caller: <c>approve</c>, <c>acknowledge</c> or <c>due</c>; until is null where there is no end.
/// </summary>
internal sealed record WaitJson(string What, string Text, string? Until);
