using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Statements;
using Exchange.Server.Items;
using Exchange.Server.Storage;

namespace Exchange.Server.Governance;

/// <summary>
/// Records what members sign about an item after its submission: approvals, acknowledgements, changes of policy, withdrawal. Each
/// is one entry of the log.
/// </summary>
internal sealed class ActIntake(Ledger ledger, ItemShelf shelf, ItemLookup lookup)
{
    /// <summary>The receipt. The same statement again, before its not-after, gets the same entry.</summary>
    /// <exception cref="RefusedException">It was not recorded: each reason has its own code.</exception>
    public async Task<EncodedReceipt> RecordAsync(Member caller, ReadOnlyMemory<byte> statement, CancellationToken cancellationToken)
    {
        // 1. Is it one of these statements, signed by the caller?
        SignedRequest<IItemAct> request = SignedRequests.Act(caller, statement.Span, ledger.Directory);

        // 2. Does the item exist for them? Members who do not see it are not told that it exists.
        await lookup.RequireAsync(caller, request.Signed.Item, cancellationToken);

        // 3. Check and log, in one transaction and in the order of the log.
        LogIndex entry = await ledger.WriteAsync(transaction => Record(transaction, caller, request), cancellationToken);

        // 4. Durable: the receipt.
        return ledger.AuditReceipt(entry);
    }

    private LogIndex Record(LedgerTransaction transaction, Member caller, SignedRequest<IItemAct> request)
    {
        // 1. Is it in its time? Was it recorded before?
        IItemAct act = request.Signed;
        SignedRequests.RequireTime(act.NotAfter, transaction.Now);
        if (transaction.Events.FirstNaming(request.Digest) is { } before)
        {
            return before;
        }

        // 2. Is the signer still who they were, and do they still see the item?
        ItemRow row = transaction.Items.Find(act.Item) ?? throw new RefusedException(ErrorCode.NoSuchItem, "the item is gone");
        StoredItem item = shelf.Read(row, transaction);
        Member member = SenderCheck.RequireCurrent(caller.Id, act.Signer, transaction.Directory, transaction.Now);
        RequireSeen(member, item, transaction);

        // 3. The rule for this kind of act, and the state that follows from it.
        string happened = new ActEffect(transaction, item, member, request.Digest).Apply(act);

        // 4. The entry.
        transaction.Write.Statements.Put(request.Envelope);
        return transaction.AppendEvent(new EventDraft
        {
            Code = happened,
            Outcome = EventOutcome.Done,
            Actor = member,
            Item = item.Verified,
            Cause = request.Digest,
            PartiesWhoseComplianceSees = item.Parties,
            ActorSees = true,
        }).Index;
    }

    // They saw it before the transaction; that may have ended since.
    private static void RequireSeen(Member member, StoredItem item, LedgerTransaction transaction)
    {
        if (!Standing.Of(member, item, transaction.Stored, transaction.Directory).Sees)
        {
            throw new RefusedException(ErrorCode.NoSuchItem, "a statement about an item that the member no longer sees");
        }
    }
}
