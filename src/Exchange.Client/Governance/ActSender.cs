using Exchange.Client.Errors;
using Exchange.Client.Receipts;
using Exchange.Contract.Events;
using Exchange.Contract.Json;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;

namespace Exchange.Client.Governance;

/// <summary>Signs a statement about an item, submits it, and keeps the receipt.</summary>
internal sealed class ActSender(Participant participant)
{
    // Long enough for retries, short enough that a lost statement does not take effect much later.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>When a statement made now can no longer be submitted.</summary>
    public DateTimeOffset NotAfter => Timestamp.Truncate(participant.Time.GetUtcNow() + Lifetime);

    /// <param name="code">The code of the event that it must become.</param>
    /// <exception cref="VerificationException">The receipt is not one for this statement.</exception>
    public async Task<ActResult> SendAsync<T>(
        StatementKind<T> kind,
        string name,
        T act,
        string code,
        CancellationToken cancellationToken)
        where T : IItemAct
    {
        DsseEnvelope signed = EnvelopeSigner.Sign(StatementCodec.Encode(kind, name, act), [participant.Keys.Signer]);
        EncodedReceipt receipt = await SubmitAsync(signed, act, cancellationToken);
        ExpectedEvent expected = new()
        {
            Code = code,
            Outcome = EventOutcome.Done,
            Agreement = act.Agreement,
            Actor = act.Signer.Member,
            Item = act.Item,
            Statement = act.Statement,
            Cause = signed.PayloadDigest,
        };
        KeptReceipt kept =
            await new ReceiptShelf(participant).KeepAsync(expected, receipt, $"for {code} of {act.Item}", cancellationToken);
        return new ActResult(act.Item, kept.Verified, kept.File);
    }

    private async Task<EncodedReceipt> SubmitAsync(DsseEnvelope signed, IItemAct act, CancellationToken cancellationToken)
    {
        try
        {
            return await participant.Server.Acts.RecordAsync(signed, cancellationToken);
        }
        catch (ItemRefusedException refused)
        {
            throw refused.About(act.Item);
        }
    }
}
