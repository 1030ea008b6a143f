using System.Text.Json;
using System.Text.Json.Serialization;

namespace Exchange.Reports;

/// <summary>
/// The serializer passes null for an absent member that has an initializer, so every member that is never null is marked
/// as required by <see cref="JsonRequiredAttribute"/>.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    MaxDepth = CardJsonContext.MaxDepth)]
[JsonSerializable(typeof(Card))]
internal sealed partial class CardJsonContext : JsonSerializerContext
{
    public const int MaxDepth = 16;
}
