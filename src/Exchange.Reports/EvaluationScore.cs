using System.Text.Json.Serialization;

namespace Exchange.Reports;

/// <summary>The metrics of one scorer. Counts are after reduction over epochs.</summary>
public sealed record EvaluationScore(
    [property: JsonRequired] string Name,
    string? Scorer,
    string? Reducer,
    long? ScoredSamples,
    long? UnscoredSamples,
    [property: JsonRequired] IReadOnlyList<EvaluationMetric> Metrics);
