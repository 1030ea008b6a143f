using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Hostile.Races;

/// <summary>What one of many parallel calls was answered.</summary>
/// <param name="Index">The entry; null where the call was refused.</param>
/// <param name="Event">What that entry says, as its verified receipt has it.</param>
/// <param name="Grant">The SHA-256 of the sealed grant that came with it; null where none did.</param>
internal sealed record RaceAnswer(LogIndex? Index, AuditEvent? Event, Sha256Digest? Grant, ErrorCode? Refused)
{
    public bool IsPermit => Event is { Outcome: EventOutcome.Permit };

    public bool IsDeny => Event is { Outcome: EventOutcome.Deny };

    public bool FailedFor(ConditionCode code) => Event is { } happened && happened.Failed.Any(failed => failed.Code == code);
}
