using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Server.Items;
using Exchange.Server.Storage;

namespace Exchange.Server.Retrieval;

/// <summary>What was decided before on the same release request, if it was submitted before.</summary>
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
    public bool WasRefusedLookup => before is not null && Decided(before.Outcome).Code == EventCodes.LookupRefused;

    /// <exception cref="RefusedException">The same request id with other bytes.</exception>
    public static RepeatedRelease Of(LedgerTransaction transaction, AskedRelease asked)
    {
        RequestRow? before = transaction.Requests.Find(asked.Caller.Id, asked.Terms.Request);
        return before is null || before.Digest == asked.Digest
            ? new RepeatedRelease(transaction, asked, before)
            : throw new RefusedException(ErrorCode.Conflict, "a request id was used before with other bytes");
    }

    /// <summary>
    /// The entry that still decides it; null where it must be decided. A deny stays as it was. A permit is checked again: where access
    /// has ended since, a new entry denies it with the current reasons, and a further repetition gets that entry. So a permit in the
    /// log never releases a grant that a request under a new id would no longer get, and the record shows that it did not.
    /// </summary>
    public LogIndex? StillDecides(Member reader, StoredItem item, Standing standing)
    {
        if (before is null || Decided(before.Outcome) is not { } decided || decided.Code == EventCodes.LookupRefused)
        {
            return null;
        }

        bool stillDecides = standing.IsSender
            || decided.Outcome == EventOutcome.Deny
            || !ReleaseDecision.HasEnded(transaction, item, reader, asked.Terms);
        return stillDecides ? before.Outcome : null;
    }

    /// <summary>
    /// One signature is one release: after a permit, a refusal because access had ended, and new access since, a new request is needed.
    /// </summary>
    /// <exception cref="RefusedException">It was permitted before.</exception>
    public void RequireUnused()
    {
        if (WasRefusedLookup && transaction.Events.Naming(asked.Digest).Any(index => Decided(index).Outcome == EventOutcome.Permit))
        {
            throw new RefusedException(
                ErrorCode.Conflict, "a release request that was permitted before is submitted again after access had ended");
        }
    }

    private AuditEvent Decided(LogIndex index) =>
        (transaction.Events.Find(index) ?? throw new RefusedException(ErrorCode.DataLoss, $"event {index} is missing")).Commitment.Read();
}
