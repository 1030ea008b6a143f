using System.Text.Json;
using Exchange.Reports.Cards;
using Exchange.Reports.Json;

namespace Exchange.Reports.Inspect;

/// <summary>
/// The summaries of samples that ended (inspect_ai, <c>EvalSampleSummary</c>), added up. A sample that was run again has several,
/// of which the last counts.
/// </summary>
internal sealed class JournalSamples
{
    /// <summary>The most samples that are counted.</summary>
    public const int MaxSamples = 500_000;

    private readonly Dictionary<(string Id, long Epoch), (bool Failed, IReadOnlyList<ModelUsage> Usage)> samples = [];

    public int Count => samples.Count;

    public int Failed => samples.Values.Count(sample => sample.Failed);

    /// <summary>Adds a summary; ignores one without an id or epoch.</summary>
    public void Add(JsonElement summary)
    {
        if (summary.TextOrNumber("id") is { } id && summary.Whole("epoch") is { } epoch)
        {
            samples[(id, epoch)] = (summary.Text("error") is not null, InspectUsage.Of(summary.Object("model_usage")));
        }
    }

    /// <summary>The tokens of all samples, by model.</summary>
    public IReadOnlyList<ModelUsage> Usage() =>
    [
        .. samples.Values.SelectMany(sample => sample.Usage)
            .GroupBy(usage => usage.Model, StringComparer.Ordinal)
            .OrderBy(model => model.Key, StringComparer.Ordinal)
            .Select(model => model.Aggregate(static (left, right) => left with
            {
                InputTokens = Sum(left.InputTokens, right.InputTokens),
                OutputTokens = Sum(left.OutputTokens, right.OutputTokens),
                TotalTokens = Sum(left.TotalTokens, right.TotalTokens),
                CacheWriteTokens = Sum(left.CacheWriteTokens, right.CacheWriteTokens),
                CacheReadTokens = Sum(left.CacheReadTokens, right.CacheReadTokens),
                ReasoningTokens = Sum(left.ReasoningTokens, right.ReasoningTokens),
            })),
    ];

    /// <summary>Null only if neither is known; limited to what a long can hold.</summary>
    private static long? Sum(long? left, long? right) =>
        left is null && right is null ? null : (long)Int128.Clamp((Int128)(left ?? 0) + (right ?? 0), long.MinValue, long.MaxValue);
}
