using System.Text.Json;
using Exchange.Formats.Primitives;
using Exchange.Reports.Json;

namespace Exchange.Reports.Inspect;

/// <summary>Reads an EvalLog without samples (inspect_ai, <c>log/_log.py</c>), of any version so far, into an evaluation.</summary>
internal static class InspectHeader
{
    /// <exception cref="MalformedException">No evaluation, task or model in it.</exception>
    public static Evaluation Read(JsonElement root)
    {
        JsonElement eval = root.Object("eval") ?? throw new MalformedException("its header describes no evaluation");
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
                ? new EvaluationRevision(RevisionOrigin.WithoutCredentials(revision.Text("origin")), revision.Text("commit"), revision.Flag("dirty"))
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
        eval.Text(name) is { Length: > 0 } text ? text : throw new MalformedException($"its header names no {name}");

    private static List<EvaluationScore> Scores(JsonElement results)
    {
        if (results.Array("scores") is { } scores)
        {
            return [.. scores.EnumerateArray().Where(score => score.ValueKind == JsonValueKind.Object).Select(score => Score(score, score))];
        }

        // Version 1 had one scorer, named once, and its metrics beside it.
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
            metric.Value.Metric("value"),
            metric.Value.Text("group")))]);

    /// <summary>A role has a model's configuration, of which the card takes the model's name, or that name alone.</summary>
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
