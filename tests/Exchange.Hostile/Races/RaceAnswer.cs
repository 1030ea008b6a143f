using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;

namespace Exchange.Hostile.Races;

/// <summary>What one of many parallel calls was answered.</summary>
/// <param name="Index">The entry; null where the call was refused.</param>
/// <param name="Event">What that entry says, as its verified receipt has it.</param>
/// <param name="Handed">Whether a grant came with it.</param>
internal sealed record RaceAnswer(LogIndex? Index, AuditEvent? Event, bool Handed, ErrorCode? Refused)
{
    public bool IsPermit => Event is { Outcome: EventOutcome.Permit };

    public bool IsDeny => Event is { Outcome: EventOutcome.Deny };

    public bool FailedFor(ConditionCode code) => Event is { } happened && happened.Failed.Any(failed => failed.Code == ConditionName.Of(code));
}
