namespace Exchange.Formats.Age;

/// <summary>What came of opening one chunk: how much plaintext may be released, and what is wrong, if anything.</summary>
internal readonly record struct ChunkOutcome(int Released, string? Fault);
