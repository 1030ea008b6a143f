namespace Exchange.Cli.Json;

/// <summary>Where a receipt's entry stands, and the file that proves it.</summary>
internal sealed record ReceiptJson(string Log, long Index, string File);
