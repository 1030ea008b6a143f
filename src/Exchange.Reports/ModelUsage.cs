using System.Text.Json.Serialization;

namespace Exchange.Reports;

/// <summary>Tokens that one model used over the whole run.</summary>
public sealed record ModelUsage(
    [property: JsonRequired] string Model,
    long? InputTokens,
    long? OutputTokens,
    long? TotalTokens);
