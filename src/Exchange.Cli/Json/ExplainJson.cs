namespace Exchange.Cli.Json;

/// <summary>What <c>policy explain --json</c> prints.</summary>
internal sealed record ExplainJson(
    string Item,
    string Member,
    string At,
    string? Purpose,
    bool CardPermitted,
    bool ContentsPermitted,
    IReadOnlyList<ConditionJson> Card,
    IReadOnlyList<ConditionJson> Contents,
    IReadOnlyList<string> Notes);
