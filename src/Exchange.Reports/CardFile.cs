using System.Text.Json.Serialization;

namespace Exchange.Reports;

/// <summary>One sealed part as the sender named it. The name is never a path to write to: see <see cref="SafeFileName"/>.</summary>
/// <param name="Part">The part's number in the item, from 1; part 0 is the card.</param>
/// <param name="Name">The file's name at the sender, without folders.</param>
/// <param name="Bytes">Its length before sealing.</param>
public sealed record CardFile(
    [property: JsonRequired] int Part,
    [property: JsonRequired] string Name,
    [property: JsonRequired] long Bytes);
