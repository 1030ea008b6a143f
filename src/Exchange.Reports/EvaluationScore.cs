namespace Exchange.Reports;

/// <summary>The metrics of one scorer. Counts are after reduction over epochs.</summary>
public sealed record EvaluationScore(
    string Name,
    string? Scorer,
    string? Reducer,
    long? ScoredSamples,
    long? UnscoredSamples,
    IReadOnlyList<EvaluationMetric> Metrics);
