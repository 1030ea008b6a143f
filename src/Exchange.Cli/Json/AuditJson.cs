namespace Exchange.Cli.Json;

/// <summary>One line of <c>audit log --json</c>; story is the event as a sentence, and null without ITEM.</summary>
internal sealed record AuditJson(
    long Index,
    string Time,
    string Event,
    string Outcome,
    string Actor,
    string? Item,
    string? Key,
    string? Purpose,
    IReadOnlyList<AuditReasonJson> Reasons,
    string? Story);
