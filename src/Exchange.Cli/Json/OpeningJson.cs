namespace Exchange.Cli.Json;

/// <summary>Who opened an item that the caller sent, when, for what, by which entry of the audit log.</summary>
internal sealed record OpeningJson(string Member, string Time, string Purpose, long Index);
