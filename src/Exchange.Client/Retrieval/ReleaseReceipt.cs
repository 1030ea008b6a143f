using Exchange.Client.Errors;
using Exchange.Contract.Agreements;
using Exchange.Contract.Events;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Retrieval;

/// <summary>Checks that a receipt is one for the answer to this very request, and for the grant that came with it.</summary>
internal static class ReleaseReceipt
{
    /// <param name="cause">The digest of the signed request.</param>
    /// <param name="grant">Null where the answer is a denial.</param>
    /// <exception cref="VerificationException">It proves nothing, or something else.</exception>
    public static VerifiedReceipt Verify(
        ReadOnlySpan<byte> receipt, ReleaseRequestPredicate request, Sha256Digest cause, SealedGrantFile? grant, Agreement agreement)
    {
        VerifiedReceipt verified;
        try
        {
            verified = ReceiptVerifier.VerifyAudit(receipt, agreement);
        }
        catch (MalformedException proves)
        {
            throw new VerificationException(
                VerificationFault.ReceiptWrong,
                $"the receipt for the release of {request.Item}: {proves.Message}");
        }

        AuditEvent happened = verified.Event is { } said && Answers(said, request, cause)
            ? said
            : throw new VerificationException(
                VerificationFault.ReceiptWrong,
                $"the receipt for the release of {request.Item} is one for something else");
        return Names(happened, grant)
            ? verified
            : throw new VerificationException(
                VerificationFault.ReceiptWrong,
                $"the receipt for the release of {request.Item} is not one for the grant that came with it");
    }

    private static bool Answers(AuditEvent happened, ReleaseRequestPredicate request, Sha256Digest cause) =>
        happened.Event == (request.Key == SealedKey.Card ? EventCodes.CardReleased : EventCodes.ContentReleased)
        && happened.Agreement == request.Agreement
        && happened.Actor == request.Reader.Member
        && happened.Item == request.Item
        && happened.Statement == request.Statement
        && happened.Policy == request.PolicyDigest
        && happened.Key == request.Key
        && happened.Request == request.Request
        && happened.Purpose == request.Purpose
        && happened.Cause == cause;

    private static bool Names(AuditEvent happened, SealedGrantFile? grant) => grant is { } file
        ? happened is { Outcome: EventOutcome.Permit, Failed.Count: 0 } && happened.Grant == file.Digest
        : happened is { Outcome: EventOutcome.Deny, Grant: null, Failed.Count: > 0 };
}
