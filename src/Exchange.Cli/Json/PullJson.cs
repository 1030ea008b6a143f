namespace Exchange.Cli.Json;

/// <summary>What <c>pull --json</c> prints.</summary>
internal sealed record PullJson(string Item, IReadOnlyList<string> Files, ReceiptJson Receipt);
