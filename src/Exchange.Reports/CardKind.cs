namespace Exchange.Reports;

/// <summary>The kinds of item that a file can be handed in as.</summary>
public static class CardKind
{
    /// <summary>A log that a reader knows.</summary>
    public const string EvaluationResult = "evaluation-result";

    /// <summary>Any file.</summary>
    public const string Document = "document";
}
