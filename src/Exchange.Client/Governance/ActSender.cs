using Exchange.Client.Audit;
using Exchange.Client.Errors;
using Exchange.Contract.Agreements;
using Exchange.Contract.Events;
using Exchange.Contract.Json;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Governance;

/// <summary>Signs a statement about an item, hands it in, and keeps the receipt.</summary>
internal sealed class ActSender(Participant participant)
{
    // Long enough for retries, short enough that a statement which got lost does not come to count much later.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>When a statement made now can be handed in no more.</summary>
    public DateTimeOffset NotAfter => Timestamp.Truncate(participant.Time.GetUtcNow() + Lifetime);

    /// <param name="expected">The event that it must become.</param>
    /// <exception cref="VerificationException">The receipt is not one for this statement.</exception>
    public async Task<ActResult> SendAsync<T>(
        StatementKind<T> kind,
        string name,
        T act,
        string expected,
        CancellationToken cancellationToken)
        where T : IItemAct
    {
        DsseEnvelope signed = EnvelopeSigner.Sign(StatementCodec.Encode(kind, name, act), [participant.Keys.Signer]);
        EncodedReceipt receipt = await HandInAsync(signed, act, cancellationToken);
        VerifiedReceipt verified = Verify(receipt.Span, act, signed.PayloadDigest, expected);
        string file = await new ReceiptShelf(participant).KeepAsync(verified, receipt, cancellationToken);
        return new ActResult(act.Item, verified, file);
    }

    /// <summary>A receipt that proves its entry, whatever that says.</summary>
    /// <exception cref="VerificationException">It proves nothing.</exception>
    public static VerifiedReceipt Checked(ReadOnlySpan<byte> receipt, Agreement agreement, string what)
    {
        try
        {
            return ReceiptVerifier.VerifyAudit(receipt, agreement);
        }
        catch (MalformedException proves)
        {
            throw new VerificationException(VerificationFault.ReceiptWrong, $"the receipt for {what}: {proves.Message}");
        }
    }

    private async Task<EncodedReceipt> HandInAsync(DsseEnvelope signed, IItemAct act, CancellationToken cancellationToken)
    {
        try
        {
            return await participant.Server.Acts.RecordAsync(signed, cancellationToken);
        }
        catch (ClientException refused) when (refused.Next.Contains("ITEM", StringComparison.Ordinal))
        {
            throw refused.About(act.Item);
        }
    }

    private VerifiedReceipt Verify(ReadOnlySpan<byte> receipt, IItemAct act, Sha256Digest cause, string expected)
    {
        VerifiedReceipt verified = Checked(receipt, participant.Agreement, $"{expected} of {act.Item}");
        bool same = verified.Event is { Outcome: EventOutcome.Done } happened
            && happened.Event == expected
            && happened.Agreement == act.Agreement
            && happened.Item == act.Item
            && happened.Statement == act.Statement
            && happened.Actor == act.Signer.Member
            && happened.Cause == cause;
        return same ? verified : throw new VerificationException(
            VerificationFault.ReceiptWrong,
            $"the receipt for {expected} of {act.Item} is one for something else");
    }
}
