using Exchange.Client.Errors;
using Exchange.Client.Items;
using Exchange.Client.Receipts;
using Exchange.Client.Transport;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Json;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Release;

/// <summary>Asks for one key of an item. There is no other way to a grant.</summary>
internal sealed class ReleaseDoor(Participant participant)
{
    // Long enough for retries, short enough that a request which got lost does not come to count much later.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <param name="purpose">A purpose code; null for the card.</param>
    /// <exception cref="VerificationException">The answer's receipt is not one for this request and this grant.</exception>
    public async Task<ReleaseOutcome> AskAsync(SeenItem seen, SealedKey key, string? purpose, CancellationToken cancellationToken)
    {
        VerifiedItem item = seen.Verified;

        // 1. The reader's own signed request. However often it is sent, it is one event.
        ReleaseRequestPredicate request = new()
        {
            Agreement = participant.Agreement.Id,
            Item = item.Id,
            Statement = item.Digest,
            Key = key,
            PolicyDigest = seen.InForce.Digest,
            Purpose = purpose,
            Request = RequestId.New(),
            Reader = participant.SenderTerms,
            NotAfter = Timestamp.Truncate(participant.Time.GetUtcNow() + Lifetime),
        };
        DsseEnvelope signed = EnvelopeSigner.Sign(
            StatementCodec.Encode(StatementKinds.ReleaseRequest, "release-request", request),
            [participant.Keys.Signer]);

        // 2. The answer, with the proof that it is in the log, which is kept whatever the answer is.
        ReleaseAnswer answer = await participant.Server.Items.ReleaseAsync(signed, cancellationToken);
        KeptReceipt receipt = await new ReceiptShelf(participant).KeepAsync(
            ToBecome(request, signed.PayloadDigest, answer.Grant), answer.Receipt, $"for the release of {item.Id}", cancellationToken);
        Log.Answered(participant.Logger, key, item.Id, answer.Grant is not null, receipt.Verified.Index);
        return new ReleaseOutcome(receipt, answer.Grant);
    }

    /// <summary>The event that a release request is to become, whatever the answer is.</summary>
    /// <param name="cause">The digest of the signed request.</param>
    /// <param name="grant">Null where the answer is a denial.</param>
    internal static ExpectedEvent ToBecome(ReleaseRequestPredicate request, Sha256Digest cause, SealedGrantFile? grant) => new()
    {
        Code = request.Key == SealedKey.Card ? EventCodes.CardReleased : EventCodes.ContentReleased,
        Outcome = grant is null ? EventOutcome.Deny : EventOutcome.Permit,
        Agreement = request.Agreement,
        Actor = request.Reader.Member,
        Item = request.Item,
        Statement = request.Statement,
        Cause = cause,
        Policy = request.PolicyDigest,
        Key = request.Key,
        Request = request.Request,
        Purpose = request.Purpose,
        Grant = grant?.Digest,
    };
}
