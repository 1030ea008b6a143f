using System.Text.Json;
using Exchange.Formats.Primitives;
using Exchange.Reports.Cards;
using Exchange.Reports.Json;

namespace Exchange.Reports.Inspect;

/// <summary>Reads an EvalLog without samples (inspect_ai, <c>log/_log.py</c>), of any version so far.</summary>
internal static class InspectHeader
{
    /// <exception cref="MalformedException">It has no evaluation, task or model.</exception>
    public static Evaluation Read(JsonElement root)
    {
        JsonElement eval = root.Object("eval") ?? throw new MalformedException("its header does not describe an evaluation");
        JsonElement results = root.Object("results") ?? default;
        JsonElement stats = root.Object("stats") ?? default;
        return new Evaluation
        {
            Task = Named(eval, "task"),
            TaskVersion = eval.TextOrNumber("task_version"),
            TaskId = eval.Text("task_id"),
            EvalId = eval.Text("eval_id"),
            EvalSetId = eval.Text("eval_set_id"),
            RunId = eval.Text("run_id"),
            Model = Named(eval, "model"),
            Roles = Roles(eval.Object("model_roles")),
            Dataset = eval.Object("dataset") is { } dataset ? new EvaluationDataset(dataset.Text("name"), dataset.Whole("samples")) : null,
            Status = root.Text("status") is { Length: > 0 } status ? status : InspectStatus.Started,
            Error = Disclosure.WithoutSecrets(root.Object("error")?.Text("message")),
            Invalidated = root.Flag("invalidated") ?? false,
            Created = eval.Time("created"),
            Started = stats.Time("started_at"),
            Completed = stats.Time("completed_at"),
            Epochs = eval.Object("config")?.Whole("epochs"),
            Revision = eval.Object("revision") is { } revision
                ? new EvaluationRevision(
                    RevisionOrigin.WithoutCredentials(revision.Text("origin")), revision.Text("commit"), revision.Flag("dirty"))
                : null,
            InspectVersion = eval.Object("packages")?.Text("inspect_ai"),
            LogVersion = root.Whole("version"),
            TotalSamples = results.Whole("total_samples"),
            CompletedSamples = results.Whole("completed_samples"),
            Scores = Scores(results),
            Usage = InspectUsage.Of(stats.Object("model_usage")),
            Tags = Tags(root.Array("tags") ?? eval.Array("tags")),
        };
    }

    private static string Named(JsonElement eval, string name) =>
        eval.Text(name) is { Length: > 0 } text ? text : throw new MalformedException($"its header does not name a {name}");

    private static List<EvaluationScore> Scores(JsonElement results)
    {
        if (results.Array("scores") is { } scores)
        {
            return
            [
                .. scores.EnumerateArray().Where(score => score.ValueKind == JsonValueKind.Object).Select(score => Score(score, score)),
            ];
        }

        // Version 1 had one scorer, with its metrics next to it.
        JsonElement scorer = results.Object("scorer") ?? default;
        return results.Object("metrics") is null ? [] : [Score(scorer, results) with { Scorer = scorer.Text("name") }];
    }

    private static EvaluationScore Score(JsonElement scorer, JsonElement metrics) => new(
        scorer.Text("name") ?? "(no name)",
        scorer.Text("scorer"),
        scorer.Text("reducer"),
        scorer.Whole("scored_samples"),
        scorer.Whole("unscored_samples"),
        [.. metrics.Object("metrics").Members().Select(metric => new EvaluationMetric(
            metric.Value.Text("name") ?? metric.Name,
            Value(metric.Value),
            metric.Value.Text("group")))]);

    private static MetricValue Value(JsonElement metric)
    {
        if (metric.Real("value") is { } number)
        {
            return new MetricValue(number);
        }

        return MetricValue.TryWord(metric.Text("value"), out MetricValue word) ? word : new MetricValue(double.NaN);
    }

    /// <summary>A role has either the configuration of a model, from which the card takes its name, or only that name.</summary>
    private static List<ModelRole>? Roles(JsonElement? roles)
    {
        List<ModelRole> known = [];
        foreach ((string name, JsonElement value) in roles.Members())
        {
            if ((value.ValueKind == JsonValueKind.String ? value.AsText() : value.Text("model")) is { } model)
            {
                known.Add(new ModelRole(name, model));
            }
        }

        return known.Count == 0 ? null : known;
    }

    private static List<string> Tags(JsonElement? tags) =>
        tags is { } list ? [.. list.EnumerateArray().Where(tag => tag.ValueKind == JsonValueKind.String).Select(tag => tag.AsText())] : [];
}

/// <summary>The statuses of a log (inspect_ai, <c>EvalStatus</c>).</summary>
internal static class InspectStatus
{
    public const string Started = "started";
    public const string Success = "success";
    public const string Cancelled = "cancelled";
    public const string Error = "error";
}
