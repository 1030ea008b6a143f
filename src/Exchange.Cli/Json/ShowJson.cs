namespace Exchange.Cli.Json;

/// <summary>What <c>show --json</c> prints; the card is null while it does not show.</summary>
internal sealed record ShowJson(string Item, string Kind, string Sender, string Received, string State, string Statement, IReadOnlyList<string> Policy, string? Title);
