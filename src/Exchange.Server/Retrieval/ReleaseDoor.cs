using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;
using Exchange.Server.Items;
using Exchange.Server.Storage;

namespace Exchange.Server.Retrieval;

/// <summary>The door's answer: the decision's receipt, and with a permit the sealed grant.</summary>
internal sealed record Released(bool Permitted, EncodedReceipt Receipt, SealedGrantFile? Grant);

/// <summary>
/// The one door through which a grant leaves, for card and content, reader and sender alike. Decides and logs in one transaction,
/// in the order of the log, and answers only what is durable.
/// </summary>
internal sealed class ReleaseDoor(Ledger ledger, ItemShelf shelf)
{
    /// <param name="request">The encoded envelope of the release request.</param>
    /// <exception cref="RefusedException">Not decided: not the caller's request, outside its time, or no such item for them.</exception>
    public async Task<Released> ReleaseAsync(Member caller, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        // 1. The reader's own signature, over exactly what they ask for. A key that the directory once vouched for stays vouched for,
        //    so this can happen before the transaction and delays nobody.
        AskedRelease asked = AskedRelease.Verify(caller, request.Span, ledger.Directory);

        // 2. Decide and log, in one transaction.
        LogIndex? outcome = await ledger.WriteAsync(transaction => Answer(transaction, asked), cancellationToken);

        // 3. The entry is durable. Outsiders learn nothing about it.
        if (outcome is not { } entry)
        {
            throw new RefusedException(ErrorCode.NoSuchItem, "a release was refused outside the audience and logged");
        }

        // 4. What is released is what the log says, for a first and a repeated request alike.
        return ledger.Read(reader => Hand(reader, entry));
    }

    // The entry that decides; null for one about which the caller learns nothing. That is a value, because an exception would undo
    // the entry together with everything else.
    private LogIndex? Answer(LedgerTransaction transaction, AskedRelease asked)
    {
        // 1. The caller is still a member, and the request is valid at the time of this entry.
        Member reader = RequireActive(transaction, asked.Caller.Id);
        Device device = RequirePresent(reader, asked);
        asked.RequireTime(transaction.Now);
        RepeatedRelease repeated = RepeatedRelease.Of(transaction, asked);

        // 2. The item, for those to whom it exists.
        StoredItem? item = transaction.Items.Find(asked.Terms.Item) is { } row ? shelf.Read(row, transaction) : null;
        Standing? standing = item is null ? null : Standing.Of(reader, item, transaction.Stored, transaction.Directory);
        if (item is null || standing is not { MayAskForKeys: true })
        {
            RefuseLookup(transaction, asked, reader, item, repeated);
            return null;
        }

        // 3. The same request again gets the earlier decision, unless access has ended since.
        if (repeated.StillDecides(reader, item, standing) is { } decided)
        {
            return decided;
        }

        // 4. It names this statement and the policy in force; and one signature is one release.
        RequireSameItem(asked, item);
        repeated.RequireUnused();

        // 5. Decide, log, count.
        ReleaseDecision decision = standing.IsSender
            ? ReleaseDecision.ForSender(transaction, item, device, asked.Terms.Key)
            : ReleaseDecision.ForReader(transaction, item, reader, device, asked.Terms);
        return Record(transaction, asked, reader, item, decision);
    }

    private static Member RequireActive(LedgerTransaction transaction, MemberId caller) =>
        transaction.Directory.Find(caller) is { Active: true } member
            ? member
            : throw new RefusedException(ErrorCode.NotAllowed, "a release request from a former member");

    // The grant must be sealed to it. A key that the member no longer has does not count, whoever holds it now.
    private static Device RequirePresent(Member reader, AskedRelease asked) => reader.Present(asked.Signer)
        ?? throw new RefusedException(ErrorCode.NotAllowed, "a release request signed by a device that the member no longer has");

    // Checked only for members who see the item, so that it tells an outsider nothing.
    private static void RequireSameItem(AskedRelease asked, StoredItem item)
    {
        if (asked.Terms.Statement != item.Row.Statement)
        {
            throw new RefusedException(ErrorCode.OtherItem, "a release request names a different statement from the item's");
        }

        if (asked.Terms.PolicyDigest != item.InForce.Digest)
        {
            throw new RefusedException(ErrorCode.PolicyChanged, "a release request names a different policy from the one in force");
        }
    }

    // Outside the audience a repetition is refused again, but logged once.
    private static void RefuseLookup(
        LedgerTransaction transaction, AskedRelease asked, Member caller, StoredItem? item, RepeatedRelease repeated)
    {
        if (repeated.WasRefusedLookup)
        {
            return;
        }

        transaction.Write.Statements.Put(asked.Envelope);
        AppendedEvent refused = ItemLookup.Refuse(transaction, caller, asked.Terms.Item, item, asked.Cause);
        transaction.Write.Requests.Put(asked.Caller.Id, asked.Terms.Request, asked.Digest, refused.Index);
    }

    private static LogIndex Record(
        LedgerTransaction transaction, AskedRelease asked, Member reader, StoredItem item, ReleaseDecision decision)
    {
        Sha256Digest cause = transaction.Write.Statements.Put(asked.Envelope);
        AppendedEvent happened = transaction.AppendEvent(new EventDraft
        {
            Code = asked.Terms.Key == SealedKey.Card ? EventCodes.CardReleased : EventCodes.ContentReleased,
            Outcome = decision.Permits ? EventOutcome.Permit : EventOutcome.Deny,
            Actor = reader,
            Item = item.Verified,
            Cause = cause,
            Grant = decision.Grant?.Digest,
            Key = asked.Terms.Key,
            Request = asked.Terms.Request,
            Purpose = asked.Terms.Purpose,
            Openings = decision.Openings,
            Approvals = decision.Approvals,
            Failed = decision.Failed,
            PartiesWhoseComplianceSees = item.Parties,
            ActorSees = true,
        });
        if (decision is { Permits: true, Openings: not null })
        {
            transaction.Write.Openings.Add(item.Id, reader.Id, happened.Index);
            foreach (Sha256Digest approval in decision.Approvals)
            {
                transaction.Write.Governance.UseAnswer(approval, happened.Index);
            }
        }

        transaction.Write.Requests.Put(reader.Id, asked.Terms.Request, asked.Digest, happened.Index);
        return happened.Index;
    }

    private static Released Hand(LedgerReader reader, LogIndex outcome)
    {
        (AuditEvent decided, EncodedReceipt receipt) = reader.AuditReceipt(outcome);
        if (decided.Outcome != EventOutcome.Permit)
        {
            return new Released(Permitted: false, receipt, Grant: null);
        }

        GrantRow grant = decided is { Item: { } item, Grant: { } digest } && reader.Grants.FindSealed(item, digest) is { } found
            ? found
            : throw new RefusedException(ErrorCode.DataLoss, $"the grant that event {outcome} permitted is missing");
        return new Released(Permitted: true, receipt, grant.Sealed);
    }
}
