using System.Threading.Channels;
using Exchange.Contract.Errors;
using Microsoft.Data.Sqlite;

namespace Exchange.Server.Storage;

/// <summary>
/// The one writer. A batch is whatever waits when the flush before has ended. After a write that failed nothing more is written:
/// the database may or may not hold that batch, and only loading it again tells. A full disk is no such failure: it voids the batch.
/// </summary>
internal sealed class LedgerBatches(SqlSession session, LogKeys keys, TimeProvider time, LedgerOptions options, ILogger logger)
{
    /// <summary>Pages that gather in the log before they are written into the database: as many as SQLite takes by itself, 4 MB.</summary>
    public const int LongestLog = 1000;

    private readonly Channel<LedgerWork> queue =
        Channel.CreateBounded<LedgerWork>(new BoundedChannelOptions(options.QueueLength) { SingleReader = true });

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

            LedgerBatch taken = new(session, keys, logger, batch);
            try
            {
                state = stopped ? throw new RefusedException(ErrorCode.Unavailable, "the ledger has stopped") : taken.Commit(state, time);
                Interlocked.Increment(ref commits);
                committed(state);
                taken.Publish();
            }
            catch (Exception failure)
            {
                taken.Abandon(Fail(failure, taken));
                continue;
            }

            CheckpointIfDue();
        }
    }

    private RefusedException Fail(Exception failure, LedgerBatch taken)
    {
        // 1. Frees the lock and the snapshot.
        bool nothingStored = !stopped && session.TryRollBack();

        // 2. A full disk has taken nothing and lost nothing: the batch is void, and the next one may find room.
        if (nothingStored && failure is SqliteException full && SqlSession.IsFull(full))
        {
            Log.DiskFull(logger);
            taken.Undo();
            return new RefusedException(ErrorCode.StorageFull, "the disk is full");
        }

        // 3. After anything else nobody knows what is on the disk.
        Stop(failure);
        return new RefusedException(ErrorCode.Unavailable, "the ledger has stopped after a failed write");
    }

    private void Stop(Exception failure)
    {
        if (!stopped)
        {
            stopped = true;
            Log.WriterStopped(logger, failure);
        }
    }

    // After the batch's callers have been told, since what it wrote is durable in the log already.
    private void CheckpointIfDue()
    {
        if (session.PagesInLog < LongestLog)
        {
            return;
        }

        try
        {
            session.Checkpoint();
        }
        catch (SqliteException full) when (SqlSession.IsFull(full))
        {
            // It stays in the log for now.
            Log.DiskFull(logger);
        }
        catch (SqliteException failure)
        {
            Stop(failure);
        }
    }
}
