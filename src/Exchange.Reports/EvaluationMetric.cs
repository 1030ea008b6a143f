namespace Exchange.Reports;

public sealed record EvaluationMetric(string Name, MetricValue Value, string? Group);
