namespace Exchange.Reports;

/// <summary>A file that cannot be handed in as asked. Where the file itself can be read, it may still go as a document.</summary>
/// <param name="what">What was refused, such as <c>run.eval is not a readable evaluation log</c>.</param>
/// <param name="why">The reason, in one clause.</param>
/// <param name="next">What to do about it, as a sentence; empty where that is plain.</param>
public sealed class ReportException(string what, string why, string next = "") : Exception($"{what}: {why}")
{
    public string What { get; } = what;

    public string Why { get; } = why;

    public string Next { get; } = next;
}
