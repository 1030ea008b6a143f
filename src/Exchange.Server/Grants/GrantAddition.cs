using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Primitives;
using Exchange.Server.Items;
using Exchange.Server.Storage;

namespace Exchange.Server.Grants;

/// <summary>
/// Further grants of an item: for members who joined later or have new keys, or with whom the policy lets it be shared. From its
/// sender or, where the policy says so, from a reader with a permit.
/// </summary>
internal sealed class GrantAddition(Ledger ledger, ItemShelf shelf, ItemLookup lookup)
{
    /// <summary>How many grants an item may hold in all, as a multiple of the agreement's limit for one statement.</summary>
    private const int StatementsWorth = 16;

    /// <summary>The receipt; the same statement again gets the same entry.</summary>
    /// <exception cref="RefusedException">No such item for the caller, or not theirs to grant.</exception>
    public async Task<EncodedReceipt> AddAsync(
        Member caller, ReadOnlyMemory<byte> statement, IReadOnlyList<SealedGrantFile> files, CancellationToken cancellationToken)
    {
        // 1. Are the grants what their statement says, and did the caller sign it?
        OfferedGrants offered = OfferedGrants.Verify(caller, statement.Span, files, ledger.Directory);

        // 2. Does the item exist for them? Members who do not see it are not told that it exists.
        await lookup.RequireAsync(caller, offered.Terms.Item, cancellationToken);

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

        // 1. Is it still theirs to grant?
        DirectoryState directory = transaction.Directory;
        ItemRow row = transaction.Items.Find(offered.Terms.Item) ?? throw new RefusedException(ErrorCode.NoSuchItem, "the item is gone");
        StoredItem item = shelf.Read(row, transaction);
        Member grantor = SenderCheck.RequireCurrent(caller.Id, offered.Terms.Grantor, directory, transaction.Now);
        RequireGrantor(transaction, item, grantor);
        RequireItem(offered, item);
        long limit = StatementsWorth * (long)directory.Agreement.Predicate.Limits.MaxGrants;
        if (transaction.Grants.Count(item.Id) + offered.Terms.Grants.Count > limit)
        {
            throw new RefusedException(ErrorCode.TooMuch, "an item would hold too many grants");
        }

        // 2. Only to members to whom the policy lets it go. That it went beyond the audience is recorded; whether it still may is
        //    asked at each decision.
        GrantRecipients recipients = new(item.Policy, item.Row.Sender, directory);
        recipients.Require(offered.Terms.Grants);
        if (grantor.Id != item.Row.Sender)
        {
            RequireLacking(transaction, item, offered.Terms.Grants);
        }

        foreach (MemberId member in recipients.Onward(offered.Terms.Grants))
        {
            transaction.Write.Governance.GrantOnward(item.Id, member);
        }

        // 3. Keep, and log.
        offered.Store(transaction);
        return transaction.AppendEvent(new EventDraft
        {
            Code = EventCodes.GrantAdded,
            Outcome = EventOutcome.Done,
            Actor = grantor,
            Item = item.Verified,
            Cause = offered.Digest,
            PartiesWhoseComplianceSees = item.Parties,
            ActorSees = true,
        }).Index;
    }

    // A reader has the keys to pass on only from a release of their own, so they must have had a permit.
    private static void RequireGrantor(LedgerTransaction transaction, StoredItem item, Member grantor)
    {
        bool may = grantor.Id == item.Row.Sender
            ? grantor.Has(Role.Submitter)
            : item.Policy.Grantors == Grantors.Readers
                && grantor.Has(Role.Reader)
                && Standing.Of(grantor, item, transaction.Stored, transaction.Directory).InAudience
                && transaction.Openings.By(item.Id, grantor.Id) > 0;
        if (!may)
        {
            throw new RefusedException(ErrorCode.NotAllowed, "the policy does not let this member grant the item");
        }

        if (item.Row.Withdrawn)
        {
            throw new RefusedException(ErrorCode.Withdrawn, "a grant of a withdrawn item");
        }
    }

    private static void RequireLacking(LedgerTransaction transaction, StoredItem item, IReadOnlyList<GrantTerms> grants)
    {
        bool Lacks(GrantTerms grant)
        {
            IEnumerable<Sha256Digest> sealedTo =
                transaction.Grants.To(item.Id, grant.Member, grant.Key).Select(before => before.Membership);
            return transaction.Directory.Find(grant.Member) is { } member
                && GrantRule.ReaderMayGive(item.Row.Sender, member, sealedTo, transaction.Directory);
        }

        if (!grants.All(Lacks))
        {
            throw new RefusedException(ErrorCode.NotAllowed, "a reader grants the item to a member who has its keys already");
        }
    }

    private static void RequireItem(OfferedGrants offered, StoredItem item)
    {
        if (offered.Terms.Statement != item.Row.Statement)
        {
            throw new RefusedException(ErrorCode.Conflict, "the grants name a different statement from the item's");
        }
    }
}
