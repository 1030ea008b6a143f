using Exchange.Client.Errors;
using Exchange.Client.Sealing;
using Exchange.Contract.Agreements;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Submission;

/// <summary>Checks that a receipt is one for this very submission.</summary>
internal static class SubmissionReceipt
{
    /// <exception cref="VerificationException">It proves nothing, or something else.</exception>
    public static VerifiedReceipt Verify(ReadOnlySpan<byte> receipt, PreparedItem prepared, MemberId self, Agreement agreement)
    {
        VerifiedReceipt verified;
        try
        {
            verified = ReceiptVerifier.VerifyAudit(receipt, agreement);
        }
        catch (MalformedException proves)
        {
            throw new VerificationException(VerificationFault.ReceiptWrong, $"the receipt of {prepared.Item}: {proves.Message}");
        }

        bool same = verified.Event is { Event: EventCodes.ItemSubmitted, Outcome: EventOutcome.Done } happened
            && happened.Agreement == agreement.Id
            && happened.Item == prepared.Item
            && happened.Statement == prepared.Statement.PayloadDigest
            && happened.Actor == self;
        return same
            ? verified
            : throw new VerificationException(VerificationFault.ReceiptWrong, $"the receipt of {prepared.Item} is one for something else");
    }
}
