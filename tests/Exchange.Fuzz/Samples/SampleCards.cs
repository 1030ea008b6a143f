using Exchange.Reports.Cards;

namespace Exchange.Fuzz.Samples;

internal static class SampleCards
{
    /// <summary>A sealed card with nearly every member that a card has.</summary>
    public static Card Evaluation { get; } = new()
    {
        Item = SampleStatements.Item.ToString(),
        Sender = "lab/alice " + SampleStatements.Member,
        Kind = CardKind.EvaluationResult,
        Title = "sandbox-escape with example/model-1",
        Files = [new CardFile(1, "run.eval", 12345), new CardFile(2, "../notes.txt", 0)],
        Evaluation = new Evaluation
        {
            Task = "sandbox-escape",
            TaskVersion = "2",
            EvalId = "e1",
            Model = "example/model-1",
            Dataset = new EvaluationDataset("escapes", 100),
            Status = "error",
            Error = "timed out",
            Invalidated = true,
            Created = SampleStatements.Start,
            Started = SampleStatements.Start,
            Completed = SampleStatements.Start.AddHours(1),
            Epochs = 2,
            Revision = new EvaluationRevision("https://git.example/evals", "abcdef", true),
            InspectVersion = "0.3.100",
            LogVersion = 2,
            TotalSamples = 200,
            CompletedSamples = 199,
            Scores =
            [
                new EvaluationScore(
                    "refused", "model_graded", "mean", 199, 1, [new EvaluationMetric("accuracy", new MetricValue(0.25), "all")]),
                new EvaluationScore("odd", null, null, null, null, [new EvaluationMetric("stderr", new MetricValue(double.NaN), null)]),
            ],
            Usage = [new ModelUsage("example/model-1", 1000, 2000, 3000)],
            Tags = ["red-team", "\u001b[31m\u202e"],
            Warnings = ["the card leaves out 3 scores"],
        },
    };
}
