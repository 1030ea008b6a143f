using Exchange.Contract.Events;
using Exchange.Fuzz.Samples;

namespace Exchange.Fuzz.Targets;

/// <summary>An audit event's payload: it encodes to the same bytes.</summary>
internal static class EventTarget
{
    public static FuzzTarget Create() =>
        FuzzTarget.Of("event", static input => AuditEvent.Parse(input), static (input, happened) => Promise.SameBytes(input, happened.Encode()), Seeds) with
        {
            Words =
            [
                "\"outcome\":\"", "\"time\":\"2026-01-01T00:00:00.000Z\"", "\"itemSequence\":", "\"openings\":{\"total\":", ",\"byMember\":",
                "\"failed\":[{\"code\":\"", "\",\"text\":\"", "\",\"couldChangeAt\":", "null", "1.0", "1e2", "\\u0041", "\\ud800",
            ],
        };

    private static IEnumerable<Seed> Seeds() => SampleLog.Events.Select(happened => new Seed(happened.Event, happened.Encode()));
}
