using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Server.Grants;
using Exchange.Server.Retrieval;
using Exchange.Server.Storage;

namespace Exchange.Server.Governance;

/// <summary>Takes in what members sign about an item after its submission: approvals, acknowledgements, changes of policy, withdrawal. Each is one entry of the log.</summary>
internal sealed class ActIntake(Ledger ledger, ItemShelf shelf, ItemLookup lookup)
{
    /// <summary>The receipt. The same statement again, before its not-after, gets the same entry.</summary>
    /// <exception cref="RefusedException">Not taken in: each reason has its own code.</exception>
    public async Task<byte[]> RecordAsync(Member caller, ReadOnlyMemory<byte> statement, CancellationToken cancellationToken)
    {
        // 1. Is it what it says, from the caller?
        OfferedAct act = OfferedAct.Verify(caller, statement.Span, ledger.Directory);

        // 2. Does the item exist for them? Members who do not see it are not told that it exists.
        await lookup.RequireAsync(caller, act.Terms.Item, cancellationToken);

        // 3. Check and log, in one transaction and in the order of the log.
        LogIndex entry = await ledger.WriteAsync(transaction => Take(transaction, caller, act), cancellationToken);

        // 4. Durable: the receipt.
        return ledger.AuditReceipt(entry);
    }

    private LogIndex Take(LedgerTransaction transaction, Member caller, OfferedAct act)
    {
        // 1. In its time; said before?
        act.RequireTime(transaction.Now);
        if (transaction.Events.FirstNaming(act.Digest) is { } before)
        {
            return before;
        }

        // 2. Still who they were, and the item still theirs to see.
        ItemRow row = transaction.Items.Find(act.Terms.Item) ?? throw new RefusedException(ErrorCode.NoSuchItem, "the item is gone");
        StoredItem item = shelf.Read(row, transaction);
        Member member = SenderCheck.RequireCurrent(caller.Id, act.Terms.Signer, transaction.Directory, transaction.Now);
        RequireSeen(member, item, transaction);

        // 3. The rule for just this, and the state that follows from it.
        string happened = new ActTaking(transaction, item, member, act.Digest).Take(act.Terms);

        // 4. The entry.
        transaction.Statements.Put(act.Envelope);
        return transaction.AppendEvent(new EventDraft
        {
            Event = happened,
            Outcome = EventOutcome.Done,
            Actor = member,
            Item = item.Verified,
            Cause = act.Digest,
            PartiesWhoseComplianceSees = item.Parties,
            ActorSees = true,
        }).Index;
    }

    // They saw it before the transaction; what they were shown may have ended since.
    private static void RequireSeen(Member member, StoredItem item, LedgerTransaction transaction)
    {
        if (!Standing.Of(member, item, transaction.Governance, transaction.Directory).Sees)
        {
            throw new RefusedException(ErrorCode.NoSuchItem, "a statement about an item that the member sees no more");
        }
    }
}
