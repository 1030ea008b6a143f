using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Exchange.Reports.Json;

namespace Exchange.Reports.Tests;

/// <summary>The members of a decompressed log, each with the type of its value: <c>header.json eval.task: String</c>.</summary>
internal static partial class LogShape
{
    /// <summary>Objects whose members have names that are data: they are shown as <c>*</c>.</summary>
    private static readonly string[] Maps = ["metrics", "model_usage", "scores"];

    /// <summary>Objects that may hold anything.</summary>
    private static readonly string[] Free = ["metadata", "params", "store", "attachments", "options", "task_args", "model_args"];

    /// <summary>
    /// Members without a default in Inspect's models (inspect_ai, <c>log/_log.py</c>, <c>scorer/_metric.py</c>, <c>model</c>).
    /// </summary>
    public static readonly string[] Required =
    [
        "header.json eval.created: String", "header.json eval.task: String", "header.json eval.dataset: Object",
        "header.json eval.model: String", "header.json eval.config: Object",
        "header.json plan.steps[].solver: String", "header.json eval.scorers[].name: String",
        "header.json results.scores[].name: String", "header.json results.scores[].scorer: String",
        "header.json results.scores[].metrics.*.name: String", "header.json results.scores[].metrics.*.value: Number",
        "_journal/start.json version: Number", "_journal/start.json eval.task: String", "_journal/start.json plan.steps: Array",
        "samples/* id: Number", "samples/* epoch: Number", "samples/* input: String", "samples/* target: String",
        "samples/* messages[].role: String", "samples/* messages[].content: String",
        "samples/* output.choices[].message.role: String", "samples/* output.choices[].message.content: String",
        "samples/* scores.*.value: String",
        "summaries.json [].id: Number", "summaries.json [].epoch: Number", "summaries.json [].input: String",
        "summaries.json [].target: String",
        "_journal/summaries/* [].id: Number", "_journal/summaries/* [].epoch: Number",
        "reductions.json [].scorer: String", "reductions.json [].samples[].value: Number",
        "reductions.json [].samples[].sample_id: Number",
    ];

    public static SortedSet<string> Of(Stream file)
    {
        SortedSet<string> shape = new(StringComparer.Ordinal);
        using ZipArchive zip = new(file, ZipArchiveMode.Read);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using StreamReader reader = new(entry.Open());
            using JsonDocument json = JsonDocument.Parse(BareNumbers.Quote(Encoding.UTF8.GetBytes(reader.ReadToEnd())));
            Walk(shape, Numbered().Replace(entry.FullName, "$1*") + " ", "", json.RootElement);
        }

        return shape;
    }

    private static void Walk(SortedSet<string> shape, string path, string name, JsonElement element)
    {
        if (path[^1] != ' ')
        {
            shape.Add($"{path}: {(element.ValueKind is JsonValueKind.True or JsonValueKind.False ? "Boolean" : element.ValueKind)}");
        }

        switch (element.ValueKind)
        {
            case JsonValueKind.Object when !Free.Contains(name):
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    Walk(
                        shape,
                        $"{path}{(path[^1] == ' ' ? "" : ".")}{(Maps.Contains(name) ? "*" : member.Name)}",
                        member.Name,
                        member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Walk(shape, path + "[]", "", item);
                }

                break;
            default:
                break;
        }
    }

    [GeneratedRegex("^(samples/|_journal/summaries/).*$")]
    private static partial Regex Numbered();
}
