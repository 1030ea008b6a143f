using Exchange.Contract.Agreements;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Events;

/// <summary>
/// What a receipt must say: the event that a signed statement is to become, built from the statement itself and compared member by
/// member. There is one way to check a receipt, whatever it is for.
/// </summary>
public sealed record ExpectedEvent
{
    /// <summary>One of <see cref="EventCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>One of <see cref="EventOutcome"/>.</summary>
    public required string Outcome { get; init; }

    public required AgreementId Agreement { get; init; }

    public required MemberId Actor { get; init; }

    public required ItemId Item { get; init; }

    /// <summary>The digest of the item's statement.</summary>
    public required Sha256Digest Statement { get; init; }

    /// <summary>The digest of the signed statement that causes the event.</summary>
    public required Sha256Digest Cause { get; init; }

    /// <summary>The digest of the policy in force; null where the signer does not name it.</summary>
    public Sha256Digest? Policy { get; init; }

    /// <summary>For a release: the key that was asked for.</summary>
    public SealedKey? Key { get; init; }

    public RequestId? Request { get; init; }

    /// <summary>A code.</summary>
    public string? Purpose { get; init; }

    /// <summary>The SHA-256 of the sealed grant that came with the receipt.</summary>
    public Sha256Digest? Grant { get; init; }

    /// <summary>Verifies the receipt offline, then compares its event with this one.</summary>
    /// <exception cref="MalformedException">Not a receipt, or one that proves nothing.</exception>
    /// <exception cref="ReceiptMismatchException">It proves a different event.</exception>
    public VerifiedReceipt Check(EncodedReceipt receipt, Agreement agreement)
    {
        VerifiedReceipt verified = ReceiptVerifier.VerifyAudit(receipt.Span, agreement);
        if (verified.Said is not { } happened || !Matches(happened))
        {
            throw new ReceiptMismatchException("it is for a different event");
        }

        return MatchesAnswer(happened) ? verified : throw new ReceiptMismatchException("it is not for the grant that came with it");
    }

    private bool Matches(AuditEvent happened) =>
        happened.Code == Code
        && happened.Agreement == Agreement
        && happened.Actor == Actor
        && happened.Item == Item
        && happened.Statement == Statement
        && happened.Cause == Cause
        && (Policy is null || happened.Policy == Policy)
        && happened.Key == Key
        && happened.Request == Request
        && happened.Purpose == Purpose;

    // Every denial has its reasons, and nothing else has any.
    private bool MatchesAnswer(AuditEvent happened) =>
        happened.Outcome == Outcome
        && happened.Grant == Grant
        && happened.Failed.Count > 0 == (Outcome == EventOutcome.Deny);
}

/// <summary>A receipt that proves something other than what was sent.</summary>
internal sealed class ReceiptMismatchException(string what) : MalformedException(what);
