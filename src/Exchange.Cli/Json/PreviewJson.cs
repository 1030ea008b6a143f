using System.Text.Json;

namespace Exchange.Cli.Json;

/// <summary>What <c>submit --dry-run --json</c> prints.</summary>
internal sealed record PreviewJson(JsonElement Card, IReadOnlyList<string> Policy, IReadOnlyList<string> Granted, IReadOnlyList<WhoJson> Who, IReadOnlyList<string> Warnings);
