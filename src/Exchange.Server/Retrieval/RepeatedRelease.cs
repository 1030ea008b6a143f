using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Server.Storage;

namespace Exchange.Server.Retrieval;

/// <summary>What was decided before on the same release request, if it has been handed in before.</summary>
internal sealed class RepeatedRelease
{
    private readonly LedgerTransaction transaction;
    private readonly AskedRelease asked;
    private readonly RequestRow? before;

    private RepeatedRelease(LedgerTransaction transaction, AskedRelease asked, RequestRow? before)
    {
        this.transaction = transaction;
        this.asked = asked;
        this.before = before;
    }

    /// <summary>Whether its last outcome is that no such item was found for the caller.</summary>
    public bool WasRefusedLookup => before is not null && Decided(before.Outcome).Event == EventCodes.LookupRefused;

    /// <exception cref="RefusedException">The same request id with other bytes.</exception>
    public static RepeatedRelease Of(LedgerTransaction transaction, AskedRelease asked)
    {
        RequestRow? before = transaction.Requests.Find(asked.Caller.Id, asked.Terms.Request);
        return before is null || before.Digest == asked.Digest
            ? new RepeatedRelease(transaction, asked, before)
            : throw new RefusedException(ErrorCode.Conflict, "a request id was used before with other bytes");
    }

    /// <summary>
    /// The entry that still decides it; null where it is to be decided. A deny stays what it was. A permit is looked at again: where
    /// access has ended since, a new entry denies it with the reasons of now, and that is what a further repetition gets. So a permit
    /// in the log never hands over a grant that a request under a new id would no longer get, and the record shows that it did not.
    /// </summary>
    public LogIndex? StillStands(Member reader, StoredItem item, Standing standing)
    {
        if (before is null || Decided(before.Outcome) is not { } decided || decided.Event == EventCodes.LookupRefused)
        {
            return null;
        }

        bool stands = standing.IsSender || decided.Outcome == EventOutcome.Deny || !ReleaseDecision.HasEnded(transaction, item, reader, asked.Terms);
        return stands ? before.Outcome : null;
    }

    /// <summary>One signature is one release: permitted, then refused because access had ended, and now there is access again, takes a request of now.</summary>
    /// <exception cref="RefusedException">It was permitted before.</exception>
    public void RequireUnused()
    {
        if (WasRefusedLookup && transaction.Events.Naming(asked.Digest).Any(index => Decided(index).Outcome == EventOutcome.Permit))
        {
            throw new RefusedException(ErrorCode.Conflict, "a release request that was permitted before is handed in again after access had ended");
        }
    }

    private AuditEvent Decided(LogIndex index) =>
        (transaction.Events.Find(index) ?? throw new RefusedException(ErrorCode.DataLoss, $"event {index} is missing")).Commitment.Read();
}
