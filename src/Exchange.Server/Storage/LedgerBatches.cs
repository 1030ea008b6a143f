using System.Threading.Channels;
using Exchange.Contract.Errors;
using Microsoft.Data.Sqlite;

namespace Exchange.Server.Storage;

/// <param name="QueueLength">How many stories may wait; one more is refused.</param>
/// <param name="BatchLength">The most stories that one commit takes.</param>
internal sealed record LedgerOptions(int QueueLength = 4096, int BatchLength = 256);

/// <summary>
/// The one writer. A batch is whatever is queued when the previous flush has ended. After a failed write nothing more is written: the
/// database may or may not hold that batch, and only loading it again tells. A full disk is different: it voids the batch only.
/// </summary>
internal sealed class LedgerBatches(SqlSession session, LogKeys keys, TimeProvider time, LedgerOptions options, ILogger logger)
{
    /// <summary>Pages that collect in the write-ahead log before they are written into the database: SQLite's own default, 4 MB.</summary>
    public const int LongestLog = 1000;

    // Filled by any thread, emptied by RunAsync alone.
    private readonly Channel<LedgerWork> queue =
        Channel.CreateBounded<LedgerWork>(new BoundedChannelOptions(options.QueueLength) { SingleReader = true });

    // Both written by RunAsync alone, read by any thread. Once true, stopped stays true.
    private long commits;
    private volatile bool stopped;

    /// <summary>How many batches have become durable.</summary>
    public long Commits => Interlocked.Read(ref commits);

    /// <exception cref="RefusedException">The queue is full, or the writer has stopped.</exception>
    public void Enqueue(LedgerWork work)
    {
        if (stopped || !queue.Writer.TryWrite(work))
        {
            throw stopped || queue.Reader.Completion.IsCompleted
                ? new RefusedException(ErrorCode.Unavailable, "the ledger has stopped")
                : new RefusedException(ErrorCode.TooMuch, "too many writes are queued") { Wait = TimeSpan.FromSeconds(1) };
        }
    }

    /// <summary>Accepts no more; what is queued is still written.</summary>
    public void Complete() => queue.Writer.TryComplete();

    /// <summary>Writes until <see cref="Complete"/>; after each commit passes on the state that is now durable.</summary>
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
                state = stopped
                    ? throw new RefusedException(ErrorCode.Unavailable, "the ledger has stopped")
                    : taken.Commit(state, time);
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
        // 1. Free the lock and the snapshot.
        bool nothingStored = !stopped && session.TryRollBack();

        // 2. A full disk stored nothing and lost nothing: the batch is void, and the next one may find room.
        if (nothingStored && failure is SqliteException full && SqlSession.IsFull(full))
        {
            Log.DiskFull(logger);
            taken.Undo();
            return new RefusedException(ErrorCode.StorageFull, "the disk is full");
        }

        // 3. After any other failure nobody knows what is on the disk.
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

    // After the batch's callers have been told, since what it wrote is durable in the write-ahead log already.
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
            // It stays in the write-ahead log for now.
            Log.DiskFull(logger);
        }
        catch (SqliteException failure)
        {
            Stop(failure);
        }
    }
}
