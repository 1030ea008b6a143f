using Exchange.Contract.Events;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Wording;
using Exchange.Fuzz.Samples;

namespace Exchange.Fuzz.Targets;

/// <summary>
/// An audit event's payload: it encodes to the same bytes, and whatever conditions it holds, they are put into words without an
/// exception.
/// </summary>
internal static class EventTarget
{
    public static FuzzTarget Create() =>
        FuzzTarget.Of("event", static input => AuditEvent.Parse(input), Hold, Seeds) with
        {
            Words =
            [
                "\"outcome\":\"", "\"time\":\"2026-01-01T00:00:00.000Z\"", "\"itemSequence\":", "\"openings\":{\"total\":",
                ",\"byMember\":", "\"failed\":[{\"code\":\"", "{\"code\":\"embargo\",\"until\":\"", "\",\"required\":2,\"given\":",
                ",\"purpose\":", "null", "1.0", "1e2", "\\u0041", "\\ud800",
            ],
        };

    private static void Hold(byte[] input, AuditEvent happened)
    {
        Promise.SameBytes(input, happened.Encode());
        foreach (FailedCondition failed in happened.Failed)
        {
            string said = ConditionText.Of(failed) + ConditionText.Remedy(failed, SamplePolicies.Governed);
            Promise.Holds(!said.Any(char.IsControl), "the text of a condition has a control character");
        }
    }

    private static IEnumerable<Seed> Seeds() => SampleLog.Events.Select(happened => new Seed(happened.Code, happened.Encode()));
}
