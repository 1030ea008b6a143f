namespace Exchange.Cli.Json;

/// <summary>One line of <c>doctor --json</c>: state is ok, warn or fail.</summary>
internal sealed record FindingJson(string State, string Check, string Text, string? Next);
