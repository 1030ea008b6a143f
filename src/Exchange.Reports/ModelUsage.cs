using System.Text.Json.Serialization;

namespace Exchange.Reports;

/// <summary>Tokens that one model used over the whole run.</summary>
/// <param name="Model">The model, as the log names it.</param>
/// <param name="InputTokens">Of the input, those charged in full: neither written to a cache nor read from one.</param>
/// <param name="OutputTokens">Of the output, with what was used to reason.</param>
/// <param name="TotalTokens">Of all sorts together.</param>
public sealed record ModelUsage(
    [property: JsonRequired] string Model,
    long? InputTokens,
    long? OutputTokens,
    long? TotalTokens)
{
    public long? CacheWriteTokens { get; init; }

    public long? CacheReadTokens { get; init; }

    public long? ReasoningTokens { get; init; }
}
