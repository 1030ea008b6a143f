namespace Exchange.Contract.Events;

/// <summary>A failed condition as the record keeps it.</summary>
/// <param name="Code">The stable code of the condition.</param>
/// <param name="Text">One plain sentence.</param>
/// <param name="CouldChangeAt">When time alone could make it hold, or null.</param>
public sealed record FailedEntry(string Code, string Text, DateTimeOffset? CouldChangeAt);
