using System.Threading.Channels;
using Exchange.Contract.Errors;
using Microsoft.Data.Sqlite;

namespace Exchange.Server.Storage;

/// <summary>
/// The one writer. A batch is whatever waits when the flush before has ended; it commits in one transaction, each story in a
/// savepoint of its own. After a write that failed nothing more is written: the database may or may not hold that batch, and only
/// loading it again tells.
/// </summary>
internal sealed class LedgerBatches(SqlSession session, LogKeys keys, TimeProvider time, LedgerOptions options, ILogger logger)
{
    private readonly Channel<LedgerWork> queue =
        Channel.CreateBounded<LedgerWork>(new BoundedChannelOptions(options.QueueLength) { SingleReader = true });

    private readonly List<AppendedEvent> appended = [];
    private long commits;
    private volatile bool stopped;

    /// <summary>How many batches have become durable.</summary>
    public long Commits => Interlocked.Read(ref commits);

    /// <exception cref="RefusedException">Too many wait, or the writer has stopped.</exception>
    public void Enqueue(LedgerWork work)
    {
        if (stopped || !queue.Writer.TryWrite(work))
        {
            throw stopped || queue.Reader.Completion.IsCompleted
                ? new RefusedException(ErrorCode.Unavailable, "the ledger has stopped")
                : new RefusedException(ErrorCode.TooMuch, "too many writes wait") { Wait = TimeSpan.FromSeconds(1) };
        }
    }

    /// <summary>Takes no more; what waits is still written.</summary>
    public void Complete() => queue.Writer.TryComplete();

    /// <summary>Writes until <see cref="Complete"/>; after every commit hands on the state that is now durable.</summary>
    public async Task RunAsync(LedgerState state, Action<LedgerState> committed)
    {
        List<LedgerWork> batch = [];
        while (await queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            batch.Clear();
            while (batch.Count < options.BatchLength && queue.Reader.TryRead(out LedgerWork? work))
            {
                batch.Add(work);
            }

            try
            {
                LedgerState before = state;
                state = stopped ? throw new RefusedException(ErrorCode.Unavailable, "the ledger has stopped") : Commit(batch, state);
                Interlocked.Increment(ref commits);
                committed(state);
                batch.ForEach(work => work.Publish());
                Tell(batch.Count, before, state);
            }
            catch (Exception failure)
            {
                if (!stopped)
                {
                    stopped = true;
                    Log.WriterStopped(logger, failure);
                    TryRollBack();
                }

                batch.ForEach(work => work.Abandon());
            }
        }
    }

    // Frees the lock and the snapshot. Whether the commit took place is not known and does not depend on it.
    private void TryRollBack()
    {
        try
        {
            session.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // There was no transaction any more.
        }
    }

    private LedgerState Commit(List<LedgerWork> batch, LedgerState state)
    {
        LedgerState next = state.Fork();
        appended.Clear();
        session.Execute("BEGIN IMMEDIATE");
        foreach (LedgerWork work in batch.Where(work => !work.Cancelled))
        {
            next = RunStory(work, next);
        }

        LogWriter logs = new(session);
        if (next.AuditTree.Size != state.AuditTree.Size)
        {
            logs.Seal(LogName.Audit, next.AuditTree, keys);
        }

        if (next.DirectoryTree.Size != state.DirectoryTree.Size)
        {
            logs.Seal(LogName.Directory, next.DirectoryTree, keys);
        }

        session.Execute("COMMIT");
        return next;
    }

    // Only what is durable is told.
    private void Tell(int stories, LedgerState before, LedgerState after)
    {
        foreach (AppendedEvent entry in appended)
        {
            Log.Appended(logger, entry.Index, entry.Event.Event, entry.Event.Outcome, entry.Event.Actor, entry.Event.Item);
        }

        if (after.DirectoryTree.Size != before.DirectoryTree.Size)
        {
            Log.DirectoryGrew(logger, after.DirectoryTree.Size);
        }

        Log.Committed(logger, stories, after.AuditTree.Size);
    }

    private LedgerState RunStory(LedgerWork work, LedgerState state)
    {
        session.Execute("SAVEPOINT story");
        try
        {
            LedgerTransaction transaction = new(session, state, time.GetUtcNow());
            work.Run(transaction);
            session.Execute("RELEASE story");
            appended.AddRange(transaction.Appended);
            return transaction.After();
        }
        catch (Exception refused) when (refused is not SqliteException { SqliteErrorCode: not SQLitePCL.raw.SQLITE_CONSTRAINT })
        {
            session.Execute("ROLLBACK TO story");
            session.Execute("RELEASE story");
            work.Refuse(refused);
            return state;
        }
    }
}
