namespace Exchange.Cli.Json;

/// <summary>A kind of an agreement, with its default policy in words.</summary>
internal sealed record KindJson(string Name, string DefaultPolicy);
