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
            RunId = eval.Text("run_id"),
            Model = Named(eval, "model"),
            Dataset = eval.Object("dataset") is { } dataset ? new EvaluationDataset(dataset.Text("name"), dataset.Whole("samples")) : null,
            Status = root.Text("status") is { Length: > 0 } status ? status : InspectStatus.Started,
            Error = root.Object("error")?.Text("message"),
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
            Usage = Usage(stats),
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

        // Version 1 had one scorer, and its metrics beside it.
        return results.Object("metrics") is null ? [] : [Score(results.Object("scorer") ?? default, results)];
    }

    private static EvaluationScore Score(JsonElement scorer, JsonElement metrics) => new(
        scorer.Text("name") ?? "(no name)",
        scorer.Text("scorer"),
        scorer.Text("reducer"),
        scorer.Whole("scored_samples"),
        scorer.Whole("unscored_samples"),
        [.. Members(metrics.Object("metrics")).Select(metric => new EvaluationMetric(
            metric.Value.Text("name") ?? Name(metric),
            metric.Value.Metric("value"),
            metric.Value.Text("group")))]);

    private static List<ModelUsage> Usage(JsonElement stats) =>
        [.. Members(stats.Object("model_usage")).Select(usage => new ModelUsage(
            Name(usage),
            usage.Value.Whole("input_tokens"),
            usage.Value.Whole("output_tokens"),
            usage.Value.Whole("total_tokens")))];

    private static List<string> Tags(JsonElement? tags) =>
        tags is { } list ? [.. list.EnumerateArray().Where(tag => tag.ValueKind == JsonValueKind.String).Select(tag => tag.AsText())] : [];

    /// <summary>The members of an object; of two with one name, the last.</summary>
    private static IEnumerable<JsonProperty> Members(JsonElement? parent)
    {
        if (parent is not { } element)
        {
            yield break;
        }

        OrderedDictionary<string, JsonProperty> members = new(StringComparer.Ordinal);
        foreach (JsonProperty member in element.EnumerateObject())
        {
            members[Name(member)] = member;
        }

        foreach (JsonProperty member in members.Values)
        {
            yield return member;
        }
    }

    private static string Name(JsonProperty member)
    {
        try
        {
            return member.Name.Length <= JsonFields.MaxText ? member.Name : string.Concat(member.Name.AsSpan(0, JsonFields.MaxText - 2), "…");
        }
        catch (InvalidOperationException)
        {
            return "(unreadable)";
        }
    }
}
