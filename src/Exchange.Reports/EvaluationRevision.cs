namespace Exchange.Reports;

/// <summary>The source revision that the evaluation ran from.</summary>
/// <param name="Origin">The repository's address, with credentials replaced by <c>***</c>.</param>
/// <param name="Commit">The commit.</param>
/// <param name="Dirty">Whether uncommitted changes were present.</param>
public sealed record EvaluationRevision(string? Origin, string? Commit, bool? Dirty);
