using System.Text.Json.Serialization;

namespace Exchange.Reports;

public sealed record EvaluationMetric(
    [property: JsonRequired] string Name,
    [property: JsonRequired] MetricValue Value,
    string? Group);
