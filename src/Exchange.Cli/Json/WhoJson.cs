namespace Exchange.Cli.Json;

/// <summary>What would be decided for one reader and one key, for a while; until is null where it has no end.</summary>
internal sealed record WhoJson(
    string Reader,
    string Key,
    string From,
    string? Until,
    bool Permitted,
    IReadOnlyList<string> Purposes,
    IReadOnlyList<WhoReasonJson> Reasons);
