namespace Exchange.Cli.Json;

/// <summary>What <c>approve</c>, <c>acknowledge</c>, <c>withdraw</c> and <c>policy change</c> print.</summary>
internal sealed record ActJson(string Item, string Event, ReceiptJson Receipt);
