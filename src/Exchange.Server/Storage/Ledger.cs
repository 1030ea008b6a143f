using System.Collections.Concurrent;
using Exchange.Contract.Agreements;
using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;
using Microsoft.Data.Sqlite;

namespace Exchange.Server.Storage;

/// <summary>
/// The record: two logs, what is behind their entries, and the state that decisions are made on, in one database. Writes go through
/// one sequencer; reads see what is stored, never a copy in memory, so that anyone who audits the server audits the disk.
/// </summary>
internal sealed class Ledger : IAsyncDisposable
{
    private readonly string path;
    private readonly FileStream onlyServer;
    private readonly LedgerBatches batches;
    private readonly Task writing;
    private readonly bool damaged;

    // Used by the writing task alone, until DisposeAsync has waited for its end.
    private readonly SqlSession session;

    // Open sessions that no read uses at the moment: a read takes one out and puts it back, so that each has one user.
    private readonly ConcurrentBag<SqlSession> idleReaders = [];

    // Both written by the writing task alone, in Committed; read by any thread.
    private volatile DirectoryState directory;
    private volatile TaskCompletionSource nextCommit = NewSignal();

    private Ledger(string path, FileStream onlyServer, SqlSession session, LedgerState state, bool damaged, LedgerBatches batches)
    {
        this.path = path;
        this.onlyServer = onlyServer;
        this.session = session;
        this.batches = batches;
        this.damaged = damaged;
        directory = state.Directory;
        writing = Task.Run(() => batches.RunAsync(state, Committed));
    }

    /// <summary>The directory as of the last commit.</summary>
    public DirectoryState Directory => directory;

    /// <summary>Whether damage was found when it was loaded, so that writes are refused.</summary>
    public bool IsDamaged => damaged;

    /// <summary>How many commits there were since it was loaded. Stories that waited together share one.</summary>
    public long Commits => batches.Commits;

    /// <summary>Completes with the next commit. Take it before reading, so that no commit in between is missed.</summary>
    public Task NextCommit => nextCommit.Task;

    /// <summary>Creates the logs of an agreement in a new database. See <see cref="LedgerCreation"/>.</summary>
    public static void Create(string path, Agreement agreement, IReadOnlyList<DsseEnvelope> memberships, LogKeys keys) =>
        LedgerCreation.Create(path, agreement, memberships, keys);

    /// <summary>Opens existing logs and checks all of them; the caller keeps ownership of the keys.</summary>
    /// <exception cref="SqliteException">There is no such database, or it cannot be opened.</exception>
    /// <exception cref="IOException">Another server has it open.</exception>
    public static Ledger Load(string path, Agreement agreement, LogKeys keys, TimeProvider time, LedgerOptions options, ILogger logger)
    {
        SqlSession session = SqlSession.Open(path, SqliteOpenMode.ReadWrite);
        FileStream? onlyServer = null;
        try
        {
            // Two sequencers over one database would each continue from what they remember.
            onlyServer = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            Schema.Require(session);
            session.Settle();
            LedgerCheck check = new(session, agreement);
            LedgerState state = check.Run();
            foreach (string what in check.Damage)
            {
                Log.Damaged(logger, what);
            }

            LedgerBatches batches = new(session, keys, time, options, logger);
            return new Ledger(path, onlyServer, session, state, check.Damage.Count > 0, batches);
        }
        catch
        {
            onlyServer?.Dispose();
            session.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Runs a story in the sequencer and completes once it is durable, its entries under a signed checkpoint. An exception from the
    /// story undoes that story alone. Cancelling has an effect only until the story begins.
    /// </summary>
    /// <exception cref="RefusedException">The record is damaged, the queue is full, a write failed, or the story refused.</exception>
    public async Task<T> WriteAsync<T>(Func<LedgerTransaction, T> story, CancellationToken cancellationToken)
    {
        if (damaged)
        {
            throw new RefusedException(ErrorCode.DataLoss, "the record is damaged, so writes are refused");
        }

        LedgerWork<T> work = new(story, cancellationToken);
        batches.Enqueue(work);
        return await work.Completion;
    }

    /// <summary>Runs a query over one consistent view of what is stored.</summary>
    /// <exception cref="RefusedException">What is stored is damaged or cannot be read now.</exception>
    public T Read<T>(Func<LedgerReader, T> query)
    {
        try
        {
            SqlSession reader = idleReaders.TryTake(out SqlSession? idle) ? idle : SqlSession.Open(path, SqliteOpenMode.ReadOnly);
            return Query(reader, query);
        }
        catch (SqliteException problem)
        {
            ErrorCode code = SqlSession.IsDamage(problem) ? ErrorCode.DataLoss : ErrorCode.Unavailable;
            throw new RefusedException(code, "the database cannot be read: " + problem.Message);
        }
    }

    /// <summary>The latest signed checkpoint.</summary>
    public byte[] Checkpoint(LogName log) => Read(reader => reader.Logs.Checkpoint(log));

    /// <summary>A receipt of a directory entry against the latest checkpoint.</summary>
    public EncodedReceipt DirectoryReceipt(long index) => Read(reader => reader.Logs.Receipt(LogName.Directory, index, extra: null));

    /// <summary>A receipt of an audit entry with its stored salt and payload: only for members who may see them.</summary>
    /// <exception cref="RefusedException">There is no such event, or it is damaged.</exception>
    public EncodedReceipt AuditReceipt(LogIndex index) => Read(reader => reader.AuditReceipt(index).Receipt);

    public IReadOnlyList<Sha256Digest> InclusionProof(LogName log, long index, long size) =>
        Read(reader => reader.Logs.Inclusion(log, index, size));

    public IReadOnlyList<Sha256Digest> ConsistencyProof(LogName log, long firstSize, long secondSize) =>
        Read(reader => reader.Logs.Consistency(log, firstSize, secondSize));

    /// <summary>A tile or a bundle of entries; null for one that the tree does not have.</summary>
    public byte[]? Tile(LogName log, TileCoordinate tile) => Read(reader => reader.Logs.Tile(log, tile));

    /// <summary>Writes what is queued, then closes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        batches.Complete();
        await writing;
        foreach (SqlSession reader in idleReaders)
        {
            reader.Dispose();
        }

        session.Dispose();
        await onlyServer.DisposeAsync();
    }

    private T Query<T>(SqlSession reader, Func<LedgerReader, T> query)
    {
        bool sound = false;
        try
        {
            reader.Execute("BEGIN");
            try
            {
                return query(new LedgerReader(reader));
            }
            finally
            {
                reader.Execute("COMMIT");
                sound = true;
            }
        }
        finally
        {
            // A connection whose transaction could not be ended is not reused.
            if (sound)
            {
                idleReaders.Add(reader);
            }
            else
            {
                reader.Dispose();
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Committed(LedgerState state)
    {
        directory = state.Directory;
        TaskCompletionSource done = nextCommit;
        nextCommit = NewSignal();
        done.TrySetResult();
    }
}
