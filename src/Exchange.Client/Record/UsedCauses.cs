using Exchange.Client.Errors;
using Exchange.Contract.Events;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Record;

/// <summary>
/// What members signed about one item, as far as it has been used: each act and each grant statement happens once, and a release
/// request is permitted once. Else a server could bring back what was taken back since, by the signature of before.
/// </summary>
internal sealed class UsedCauses(AuditFindings findings)
{
    private readonly HashSet<Sha256Digest> happened = [];
    private readonly HashSet<Sha256Digest> permitted = [];

    /// <summary>Takes the item's events in the order of its chain.</summary>
    public void RequireUnused(RecordedEvent recorded)
    {
        AuditEvent said = recorded.Said;
        if (said.Cause is not { } cause)
        {
            return;
        }

        // A look-up is refused as often as it is made; a denial is no use of the request.
        bool release = said.Code is EventCodes.CardReleased or EventCodes.ContentReleased;
        bool first = release
            ? said.Outcome != EventOutcome.Permit || permitted.Add(cause)
            : said.Code == EventCodes.LookupRefused || happened.Add(cause);
        findings.Require(first, VerificationFault.PayloadWrong, $"{recorded.Where} rests on a statement that was used before");
    }
}
