using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Rules;
using Exchange.Contract.Statements;
using Exchange.Server.Items;
using Exchange.Server.Storage;

namespace Exchange.Server.Submission;

/// <summary>Stores submitted items: complete, with all their keys, under one entry of the log, or not at all.</summary>
internal sealed class SubmissionIntake(Ledger ledger, ItemShelf shelf, UploadStore uploads, PartStore parts)
{
    /// <summary>The receipt of the submission. The same statements again get the same entry.</summary>
    /// <exception cref="RefusedException">It was not accepted; nothing of it was kept.</exception>
    public async Task<EncodedReceipt> SubmitAsync(Member caller, ArrivedSubmission arrived, CancellationToken cancellationToken)
    {
        // 1. Do the signatures hold, and do item, grants and sealed files agree? That needs no transaction.
        OfferedItem offered = OfferedItem.Verify(caller, arrived, ledger.Directory);

        // 2. Is its policy coherent?
        RequireCoherent(offered.Item.Policy, ledger.Directory);

        // 3. Has every part arrived? (Unless the caller has submitted it already and gets its receipt again.)
        if (ledger.Read(reader => reader.Items.Find(offered.Item.Id))?.Sender != caller.Id)
        {
            uploads.RequireWhole(caller.Id, offered.Item);
        }

        // 4. One transaction: everything it depends on is checked again there, then all of it is written or nothing. Only an attempt on
        //    another member's item id is logged, like every lookup of what is not the caller's.
        LogIndex? outcome = await ledger.WriteAsync(transaction => Store(transaction, caller, offered), cancellationToken);
        LogIndex entry = outcome ?? throw new RefusedException(ErrorCode.Conflict, "an item id is another member's, and logged");

        // 5. Durable: remove what is left of the upload, and give the sender the receipt.
        uploads.Forget(caller.Id, offered.Item.Id);
        return ledger.AuditReceipt(entry);
    }

    private LogIndex? Store(LedgerTransaction transaction, Member caller, OfferedItem offered)
    {
        // 1. Was it submitted before?
        VerifiedItem item = offered.Item;
        ItemRow? known = transaction.Items.Find(item.Id);
        if (known?.Sender == caller.Id)
        {
            return RequireSame(transaction, offered, known).Submission;
        }

        // 2. Is the sender still who they were, the agreement in force, and are the keys new?
        DirectoryState directory = transaction.Directory;
        Member sender = SenderCheck.RequireCurrent(caller.Id, Role.Submitter, item.Predicate.Sender, directory, transaction.Now);
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
        transaction.Write.Statements.Put(offered.Envelope);
        offered.Grants.Store(transaction);
        transaction.Write.Recipients.Add(item.Predicate.CardRecipient, item.Id);
        transaction.Write.Recipients.Add(item.Predicate.ContentRecipient, item.Id);
        AppendedEvent submitted = Append(transaction, sender, offered);
        transaction.Write.Items.Insert(item.Id, item.Digest, sender.Id, submitted.Index, submitted.Event.Time);
        Supersede(transaction, sender, item);

        // 4. The parts, last: without the row nobody can reach them. An aborted commit moves them back; where nobody knows whether it
        //    was aborted they stay, and if there is no row the next start removes them.
        PartFiles[] files = [.. item.Parts.Select(part => uploads.WholeFiles(sender.Id, item.Id, part))];
        transaction.UndoneBy(() => parts.GiveBack(item.Id, files));
        parts.Take(item.Id, files);
        return submitted.Index;
    }

    // A member who sees the item knows its id already; for anyone else this is a lookup of what is not theirs.
    private LogIndex? RefuseTaken(LedgerTransaction transaction, Member sender, ItemRow known)
    {
        StoredItem taken = shelf.Read(known, transaction);
        if (Standing.Of(sender, taken, transaction.Stored, transaction.Directory).Sees)
        {
            throw new RefusedException(ErrorCode.Conflict, "an item id is another member's");
        }

        ItemLookup.Refuse(transaction, sender, known.Id, taken, cause: null);
        return null;
    }

    private static AppendedEvent Append(LedgerTransaction transaction, Member sender, OfferedItem offered) =>
        transaction.AppendEvent(new EventDraft
        {
            Code = EventCodes.ItemSubmitted,
            Outcome = EventOutcome.Done,
            Actor = sender,
            Item = offered.Item,

            // The event names the item's statement anyway, so its cause is the grant statement submitted with it.
            Cause = offered.Grants.Digest,
            PartiesWhoseComplianceSees = ConcernedParties.Of(offered.Item, offered.Item.Policy, transaction.Directory),
            ActorSees = true,
        });

    // An entry in the older item's chain too, so that its history shows it. Its readers need not be in this item's audience, so they
    // are given the digest of this item's statement, not the statement.
    private void Supersede(LedgerTransaction transaction, Member sender, VerifiedItem item)
    {
        if (item.Predicate.Supersedes is not { } replaced || transaction.Items.Find(replaced) is not { } row)
        {
            return;
        }

        StoredItem older = shelf.Read(row, transaction);
        transaction.AppendEvent(new EventDraft
        {
            Code = EventCodes.ItemSuperseded,
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

    // One age recipient in two items would let the key of one open the other.
    private static void RequireNewRecipients(LedgerTransaction transaction, VerifiedItem item)
    {
        bool used = transaction.Recipients.Find(item.Predicate.CardRecipient) is not null
            || transaction.Recipients.Find(item.Predicate.ContentRecipient) is not null;
        if (used)
        {
            throw new RefusedException(ErrorCode.Conflict, "a recipient of the item was used in another item");
        }
    }

    private static void RequireSupersedes(LedgerTransaction transaction, VerifiedItem item)
    {
        if (item.Predicate.Supersedes is { } replaced && transaction.Items.Find(replaced)?.Sender != item.Sender.Id)
        {
            throw new RefusedException(ErrorCode.NotAllowed, "only its own sender supersedes an item");
        }
    }

    // Sharing onward is an act of its own, with an entry of its own.
    private static void RequireAudience(GrantRecipients recipients, IReadOnlyList<GrantTerms> grants)
    {
        if (recipients.Onward(grants).Any())
        {
            throw new RefusedException(ErrorCode.NotVerified, "an item is submitted with grants to members outside its audience");
        }
    }

    private static void RequireCoherent(AccessPolicy policy, DirectoryState directory)
    {
        if (PolicyCoherence.Problems(policy, directory.Agreement.PolicyTerms) is { Count: > 0 } problems)
        {
            throw new RefusedException(ErrorCode.PolicyRefused, $"the policy has {problems.Count} problems");
        }

        // Which parties an item concerns is decided at submission, and would otherwise change when that id is enrolled.
        if (!directory.Knows(policy.Audience.Members))
        {
            throw new RefusedException(ErrorCode.PolicyRefused, "the policy names a member whom the directory does not know");
        }
    }
}
