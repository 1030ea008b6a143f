namespace Exchange.Cli.Json;

/// <summary>What <c>verify --json</c> prints.</summary>
internal sealed record VerifyJson(string Kind, bool Trusted, IReadOnlyList<FactJson> Facts);
