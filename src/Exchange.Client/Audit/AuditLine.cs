using Exchange.Contract.Ids;
using Exchange.Contract.Policy;

namespace Exchange.Client.Audit;

/// <summary>One event to show to people: what the record says, with names from the directory.</summary>
/// <param name="Actor">The name that the member has or had; the member id where the directory has none.</param>
/// <param name="Purpose">A code; null where none was stated.</param>
/// <param name="Reasons">Every failed condition of a denial.</param>
public sealed record AuditLine(
    LogIndex Index,
    DateTimeOffset Time,
    string Event,
    string Outcome,
    string Actor,
    ItemId? Item,
    SealedKey? Key,
    string? Purpose,
    IReadOnlyList<FailedCondition> Reasons)
{
    /// <summary>The event as a sentence, with what its signed cause says; null where it was not asked for.</summary>
    public string? Story { get; init; }
}
