using System.Text.Json;

namespace Exchange.Cli.Json;

/// <summary>What <c>show --json</c> prints; title and card are null while the card does not show.</summary>
internal sealed record ShowJson(
    string Item,
    string Kind,
    string Sender,
    bool SenderActive,
    string Received,
    string State,
    string Statement,
    IReadOnlyList<string> Policy,
    string? Title,
    JsonElement? Card);
