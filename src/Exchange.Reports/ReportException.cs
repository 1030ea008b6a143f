namespace Exchange.Reports;

/// <summary>A file that cannot be submitted as asked. If the file can be read at all, it can still be submitted as a document.</summary>
/// <param name="what">What was refused, such as <c>run.eval is not a readable evaluation log</c>.</param>
/// <param name="why">The reason, in one clause.</param>
/// <param name="next">What to do about it, as a sentence; empty if that is obvious.</param>
public sealed class ReportException(string what, string why, string next = "") : Exception($"{what}: {why}")
{
    public string What { get; } = what;

    public string Why { get; } = why;

    public string Next { get; } = next;
}
