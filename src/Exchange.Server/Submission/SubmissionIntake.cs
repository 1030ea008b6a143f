using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Server.Grants;
using Exchange.Server.Retrieval;
using Exchange.Server.Storage;

namespace Exchange.Server.Submission;

/// <summary>Takes items in: whole, with all their keys, under one entry of the log, or not at all.</summary>
internal sealed class SubmissionIntake(Ledger ledger, ItemShelf shelf, UploadStore uploads, PartStore parts)
{
    /// <summary>The receipt of the submission. The same statements again get the same entry.</summary>
    /// <exception cref="RefusedException">Not taken in; nothing of it was kept.</exception>
    public async Task<byte[]> SubmitAsync(Member caller, SubmitOrder order, CancellationToken cancellationToken)
    {
        // 1. Do the signatures hold, and do item, grants and sealed files say the same? That needs no transaction.
        OfferedItem offered = OfferedItem.Verify(caller, order, ledger.Directory);

        // 2. Can its policy hold at all?
        RequireCoherent(offered.Item.Policy, ledger.Directory);

        // 3. Has every part arrived? (Unless it is the caller's and in already, where the answer is the receipt it has.)
        if (ledger.Read(reader => reader.Items.Find(offered.Item.Id))?.Sender != caller.Id)
        {
            uploads.RequireWhole(caller.Id, offered.Item);
        }

        // 4. One transaction: what it depends on is looked at again there, then everything is written or nothing. But that somebody
        //    asks for an id that is another's stands in the log, like every look at what is not theirs.
        LogIndex? outcome = await ledger.WriteAsync(transaction => TakeIn(transaction, caller, offered), cancellationToken);
        LogIndex entry = outcome ?? throw new RefusedException(ErrorCode.Conflict, "an item id is another member's; logged");

        // 5. Durable: the upload's leftovers go, and the sender has the receipt.
        uploads.Forget(caller.Id, offered.Item.Id);
        return ledger.AuditReceipt(entry);
    }

    private LogIndex? TakeIn(LedgerTransaction transaction, Member caller, OfferedItem offered)
    {
        // 1. Seen before?
        VerifiedItem item = offered.Item;
        ItemRow? known = transaction.Items.Find(item.Id);
        if (known?.Sender == caller.Id)
        {
            return RequireSame(transaction, offered, known).Submission;
        }

        // 2. Still who they were, in time, with keys that no other item has.
        DirectoryState directory = transaction.Directory;
        Member sender = SenderCheck.RequireCurrent(caller.Id, Role.Submitter, item.Terms.Sender, directory, transaction.Now);
        SenderCheck.RequireCurrent(caller.Id, Role.Submitter, offered.Grants.Terms.Grantor, directory, transaction.Now);
        if (known is not null)
        {
            return RefuseTaken(transaction, sender, known);
        }

        RequireNewRecipients(transaction, item);
        RequireSupersedes(transaction, item);
        GrantRecipients recipients = new(item.Policy, sender.Id, directory);
        recipients.Require(offered.Grants.Terms.Grants);
        RequireAudience(recipients, offered.Grants.Terms.Grants);

        // 3. Statements, grants, recipients, event, row.
        transaction.Statements.Put(offered.Envelope);
        offered.Grants.Store(transaction);
        transaction.Recipients.Add(item.Terms.CardRecipient, item.Id);
        transaction.Recipients.Add(item.Terms.ContentRecipient, item.Id);
        AppendedEvent submitted = Append(transaction, sender, offered);
        transaction.Items.Insert(item.Id, item.Digest, sender.Id, submitted.Index, submitted.Event.Time);
        Supersede(transaction, sender, item);

        // 4. The parts, last: without the row nobody can reach them. A commit that comes to nothing puts them back; one of which that
        //    is not known leaves them, and where there is no row the next start removes them.
        (ItemPart Part, string Sealed, string Leaves)[] files = [.. item.Parts.Select(part => uploads.WholeFiles(sender.Id, item.Id, part))];
        transaction.UndoneBy(() => parts.GiveBack(item.Id, files));
        parts.Take(item.Id, files);
        return submitted.Index;
    }

    // Whoever sees the item knows its id already; for anybody else it is a look at what is not theirs.
    private LogIndex? RefuseTaken(LedgerTransaction transaction, Member sender, ItemRow known)
    {
        StoredItem taken = shelf.Read(known, transaction);
        if (Standing.Of(sender, taken, transaction.Governance, transaction.Directory).Sees)
        {
            throw new RefusedException(ErrorCode.Conflict, "an item id is another member's");
        }

        ItemLookup.Refuse(transaction, sender, known.Id, taken, cause: null);
        return null;
    }

    private static AppendedEvent Append(LedgerTransaction transaction, Member sender, OfferedItem offered) =>
        transaction.AppendEvent(new EventDraft
        {
            Event = EventCodes.ItemSubmitted,
            Outcome = EventOutcome.Done,
            Actor = sender,
            Item = offered.Item,

            // The event names the item's statement anyway; so its cause is the other one: who was granted the keys with it.
            Cause = offered.Grants.Digest,
            PartiesWhoseComplianceSees = ConcernedParties.Of(offered.Item, offered.Item.Policy, transaction.Directory),
            ActorSees = true,
        });

    // An entry in the older item's chain too, so that its story tells of it. Who reads that story need not be of this item's
    // audience, so they are told the digest of this item's statement and are not given the statement.
    private void Supersede(LedgerTransaction transaction, Member sender, VerifiedItem item)
    {
        if (item.Terms.Supersedes is not { } replaced || transaction.Items.Find(replaced) is not { } row)
        {
            return;
        }

        StoredItem older = shelf.Read(row, transaction);
        transaction.AppendEvent(new EventDraft
        {
            Event = EventCodes.ItemSuperseded,
            Outcome = EventOutcome.Done,
            Actor = sender,
            Item = older.Verified,
            Cause = item.Digest,
            ShowsCause = false,
            PartiesWhoseComplianceSees = older.Parties,
            ActorSees = true,
        });
    }

    private static ItemRow RequireSame(LedgerTransaction transaction, OfferedItem offered, ItemRow known) =>
        known.Statement == offered.Item.Digest && transaction.Grants.StatementsOf(known.Id).Contains(offered.Grants.Digest)
            ? known
            : throw new RefusedException(ErrorCode.Conflict, "an item id was used before with other bytes");

    // One age recipient in two items would let the key of the one open the other.
    private static void RequireNewRecipients(LedgerTransaction transaction, VerifiedItem item)
    {
        if (transaction.Recipients.Find(item.Terms.CardRecipient) is not null || transaction.Recipients.Find(item.Terms.ContentRecipient) is not null)
        {
            throw new RefusedException(ErrorCode.Conflict, "a recipient of the item was used in another item");
        }
    }

    private static void RequireSupersedes(LedgerTransaction transaction, VerifiedItem item)
    {
        if (item.Terms.Supersedes is { } replaced && transaction.Items.Find(replaced)?.Sender != item.Sender.Id)
        {
            throw new RefusedException(ErrorCode.NotAllowed, "an item is superseded by its own sender only");
        }
    }

    // Sharing onward is an act of its own, with an entry of its own.
    private static void RequireAudience(GrantRecipients recipients, IReadOnlyList<GrantTerms> grants)
    {
        if (recipients.Onward(grants).Any())
        {
            throw new RefusedException(ErrorCode.NotVerified, "an item is handed in with grants to others than its audience");
        }
    }

    private static void RequireCoherent(AccessPolicy policy, DirectoryState directory)
    {
        if (PolicyCoherence.Problems(policy, directory.Agreement.PolicyTerms) is { Count: > 0 } problems)
        {
            throw new RefusedException(ErrorCode.PolicyRefused, $"the policy has {problems.Count} problems");
        }

        // Whose party an item concerns is decided when it is handed in, and would else change when that id is enrolled.
        if (!directory.Knows(policy.Audience.Members))
        {
            throw new RefusedException(ErrorCode.PolicyRefused, "the policy names a member whom the directory does not know");
        }
    }
}
