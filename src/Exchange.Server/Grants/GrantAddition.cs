using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Server.Retrieval;
using Exchange.Server.Storage;

namespace Exchange.Server.Grants;

/// <summary>Further grants of an item, from its sender to members of its audience: for those who joined later, or have other keys now.</summary>
internal sealed class GrantAddition(Ledger ledger, ItemShelf shelf, ItemLookup lookup)
{
    /// <summary>How many times the agreement's limit for one statement an item may hold in all.</summary>
    private const int StatementsWorth = 16;

    /// <summary>The receipt; the same statement again gets the same entry.</summary>
    /// <exception cref="RefusedException">No such item for the caller, or not theirs to grant.</exception>
    public async Task<byte[]> AddAsync(Member caller, ReadOnlyMemory<byte> statement, IReadOnlyList<ReadOnlyMemory<byte>> files, CancellationToken cancellationToken)
    {
        // 1. Are these grants what their statement says, from the caller?
        OfferedGrants offered = OfferedGrants.Verify(caller, statement.Span, files, ledger.Directory);

        // 2. Is the item theirs? Members who do not see it are not told that it exists.
        VisibleItem visible = await lookup.RequireAsync(caller, offered.Terms.Item, cancellationToken);
        if (!visible.Standing.IsSender)
        {
            throw new RefusedException(ErrorCode.NotAllowed, "only the sender of an item grants access to it");
        }

        // 3. Keep and log, in one transaction.
        LogIndex entry = await ledger.WriteAsync(transaction => Add(transaction, caller, offered), cancellationToken);

        // 4. Durable: the receipt.
        return ledger.AuditReceipt(entry);
    }

    private LogIndex Add(LedgerTransaction transaction, Member caller, OfferedGrants offered)
    {
        if (transaction.Events.FirstNaming(offered.Digest) is { } before)
        {
            return before;
        }

        DirectoryState directory = transaction.Directory;
        ItemRow row = transaction.Items.Find(offered.Terms.Item) ?? throw new RefusedException(ErrorCode.NoSuchItem, "the item is gone");
        StoredItem item = shelf.Read(row, transaction.Statements, directory);
        SenderCheck.RequireCurrent(caller.Id, Role.Submitter, offered.Terms.Grantor, directory, transaction.Now);
        RequireItem(offered, item);
        if (transaction.Grants.Count(item.Id) + offered.Terms.Grants.Count > StatementsWorth * (long)directory.Agreement.Terms.Limits.MaxGrants)
        {
            throw new RefusedException(ErrorCode.TooMuch, "an item holds too many grants");
        }

        offered.RequireRecipients(item.Policy, item.Row.Sender, directory);
        offered.Store(transaction);
        return transaction.AppendEvent(new EventDraft
        {
            Event = EventCodes.GrantAdded,
            Outcome = EventOutcome.Done,
            Actor = directory.Find(caller.Id) ?? caller,
            Item = item.Verified,
            Cause = offered.Digest,
            PartiesWhoseComplianceSees = item.Parties,
            ActorSees = true,
        }).Index;
    }

    private static void RequireItem(OfferedGrants offered, StoredItem item)
    {
        if (offered.Terms.Statement != item.Row.Statement || item.Row.Sender != offered.Signed.Member.Id)
        {
            throw new RefusedException(ErrorCode.Conflict, "grants name another statement than the item has");
        }
    }
}
