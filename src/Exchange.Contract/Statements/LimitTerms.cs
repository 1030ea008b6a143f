namespace Exchange.Contract.Statements;

/// <summary>The sizes that the parties agreed on. Bytes are bytes of sealed files.</summary>
public sealed record LimitTerms(int MaxParts, long MaxPartBytes, long MaxItemBytes, int MaxCardBytes, int MaxGrants);
