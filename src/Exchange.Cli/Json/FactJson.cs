namespace Exchange.Cli.Json;

/// <summary>One thing that a verified file says, for people.</summary>
internal sealed record FactJson(string Label, string Text);
