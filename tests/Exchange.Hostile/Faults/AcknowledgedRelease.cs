using Exchange.Client.Transport;
using Exchange.Contract.Events;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;

namespace Exchange.Hostile.Faults;

/// <summary>A release whose reader has the grant.</summary>
/// <param name="Signed">The request as it was sent.</param>
/// <param name="Receipt">That of the answer; verified to be one for this request and this grant.</param>
internal sealed record AcknowledgedRelease(
    ReleaseRequestPredicate Request,
    DsseEnvelope Signed,
    ReleaseAnswer Answer,
    VerifiedReceipt Receipt);
