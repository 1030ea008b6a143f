namespace Exchange.Cli.Json;

/// <summary>
/// What <c>policy change --dry-run --json</c> prints: every field that would change, what is against it (none: it may be made), and
/// what the sender should know.
/// </summary>
internal sealed record PolicyChangeJson(
    string Item,
    IReadOnlyList<PolicyFieldJson> Fields,
    IReadOnlyList<string> Problems,
    IReadOnlyList<string> Warnings);
