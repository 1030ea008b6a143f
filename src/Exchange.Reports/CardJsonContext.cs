using System.Text.Json;
using System.Text.Json.Serialization;

namespace Exchange.Reports;

/// <summary>
/// Depth and duplicates are <see cref="CardJson"/>'s to check, before this sees the card.
/// The serializer passes null for an absent member that has an initializer, so every member that is never null is marked
/// as required by <see cref="JsonRequiredAttribute"/>.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Card))]
internal sealed partial class CardJsonContext : JsonSerializerContext;
