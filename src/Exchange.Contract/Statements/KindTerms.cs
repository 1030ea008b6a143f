namespace Exchange.Contract.Statements;

/// <summary>A kind of item: its suite, and the policy for what neither flag nor file sets (protobuf bytes).</summary>
public sealed record KindTerms(string Name, string Suite, ReadOnlyMemory<byte> DefaultPolicy);
