namespace Exchange.Cli.Json;

/// <summary>One line of <c>member list --json</c>.</summary>
internal sealed record MemberJson(
    string Member, string Id, bool Active, IReadOnlyList<string> Roles, IReadOnlyList<string> Teams, IReadOnlyList<string> Devices);
