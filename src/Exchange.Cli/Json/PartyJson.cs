namespace Exchange.Cli.Json;

/// <summary>A party of an agreement.</summary>
internal sealed record PartyJson(string Name, string DisplayName, int Threshold, int RootKeys);
