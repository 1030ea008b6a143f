namespace Exchange.Reports;

/// <summary>A file that cannot be handed in as asked. Where the file itself can be read, it may still go as a document.</summary>
/// <param name="what">What was refused, such as <c>run.eval is not a readable evaluation log</c>.</param>
/// <param name="why">The reason, in one clause.</param>
public sealed class ReportException(string what, string why) : Exception($"{what}: {why}")
{
    public string What { get; } = what;

    public string Why { get; } = why;
}
