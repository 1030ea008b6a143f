namespace Exchange.Cli.Json;

/// <summary>One line of <c>inbox --json</c> and <c>sent --json</c>.</summary>
internal sealed record InboxJson(
    string Item,
    string Kind,
    string Sender,
    string Received,
    string? Title,
    string State,
    string? SupersededBy,
    IReadOnlyList<WaitJson> Waits,
    IReadOnlyList<OpeningJson> Openings);
