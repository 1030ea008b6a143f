namespace Exchange.Reports;

/// <param name="Name">The dataset's name, where it has one.</param>
/// <param name="Samples">How many samples it holds; a run with a limit uses fewer.</param>
public sealed record EvaluationDataset(string? Name, long? Samples);
