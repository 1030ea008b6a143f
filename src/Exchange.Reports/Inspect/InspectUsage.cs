using System.Text.Json;
using Exchange.Reports.Cards;
using Exchange.Reports.Json;

namespace Exchange.Reports.Inspect;

/// <summary>Reads tokens by model (inspect_ai, <c>ModelUsage</c> in <c>model/_model_output.py</c>).</summary>
internal static class InspectUsage
{
    public static IReadOnlyList<ModelUsage> Of(JsonElement? byModel) =>
    [
        .. byModel.Members().Select(usage => new ModelUsage(
            usage.Name,
            usage.Value.Whole("input_tokens"),
            usage.Value.Whole("output_tokens"),
            usage.Value.Whole("total_tokens"))
        {
            CacheWriteTokens = usage.Value.Whole("input_tokens_cache_write"),
            CacheReadTokens = usage.Value.Whole("input_tokens_cache_read"),
            ReasoningTokens = usage.Value.Whole("reasoning_tokens"),
        }),
    ];
}
