namespace Exchange.Cli.Json;

/// <summary>What <c>submit --json</c> prints.</summary>
internal sealed record SubmitJson(string Item, ReceiptJson Receipt);
