namespace Exchange.Cli.Json;

/// <summary>What <c>policy who --json</c> prints; others is how many further active members there are, of whom nobody can.</summary>
internal sealed record PolicyWhoJson(
    string Item,
    IReadOnlyList<WhoJson> Who,
    int Others,
    IReadOnlyList<string> Lacking,
    IReadOnlyList<string> Notes);
