using System.Text.Json.Serialization;

namespace Exchange.Reports;

/// <summary>A model that took part under a name of its own, such as the one that grades.</summary>
public sealed record ModelRole([property: JsonRequired] string Role, [property: JsonRequired] string Model);
