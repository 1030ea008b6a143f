using Exchange.Contract.Directory;
using Exchange.Formats.Tlog;
using Microsoft.Data.Sqlite;

namespace Exchange.Server.Storage;

/// <summary>The state that the writer continues from: as of the last commit, or of a batch's stories so far.</summary>
/// <param name="LastTime">The time of the last audit entry.</param>
internal sealed record LedgerState(DirectoryState Directory, TreeAppender DirectoryTree, TreeAppender AuditTree, DateTimeOffset LastTime)
{
    /// <summary>A copy whose audit tree grows on its own. The directory's tree is copied when a story appends to it.</summary>
    public LedgerState Fork() => this with { AuditTree = AuditTree.Fork() };
}

/// <summary>Stories that commit in one transaction, each in a savepoint of its own. Used by the writing task alone.</summary>
internal sealed class LedgerBatch(SqlSession session, LogKeys keys, ILogger logger, List<LedgerWork> works)
{
    private readonly List<AppendedEvent> appended = [];
    private readonly List<Action> undo = [];
    private long directoryGrewTo;
    private long auditSize;

    /// <summary>Runs the stories; the state that it returns is durable. An exception leaves a transaction to be ended.</summary>
    public LedgerState Commit(LedgerState state, TimeProvider time)
    {
        LedgerState next = state.Fork();
        session.Execute("BEGIN IMMEDIATE");
        foreach (LedgerWork work in works.Where(work => !work.Cancelled))
        {
            next = RunStory(work, next, time.GetUtcNow());
        }

        LogWriter logs = new(session);
        auditSize = next.AuditTree.Size;
        if (next.AuditTree.Size != state.AuditTree.Size)
        {
            logs.Seal(LogName.Audit, next.AuditTree, keys);
        }

        if (next.DirectoryTree.Size != state.DirectoryTree.Size)
        {
            logs.Seal(LogName.Directory, next.DirectoryTree, keys);
            directoryGrewTo = next.DirectoryTree.Size;
        }

        session.Execute("COMMIT");
        return next;
    }

    /// <summary>Tells the callers and the server's log, which are told only what is durable.</summary>
    public void Publish()
    {
        works.ForEach(work => work.Publish());
        foreach (AppendedEvent entry in appended)
        {
            Log.Appended(logger, entry.Index, entry.Event.Code, entry.Event.Outcome, entry.Event.Actor, entry.Event.Item);
        }

        if (directoryGrewTo > 0)
        {
            Log.DirectoryGrew(logger, directoryGrewTo);
        }

        Log.Committed(logger, works.Count, auditSize);
    }

    /// <summary>Undoes what the stories did outside the database; only where nothing of them is stored.</summary>
    public void Undo() => UndoAll(undo);

    /// <summary>Tells the callers that nothing of the batch is durable, or that nobody knows.</summary>
    public void Abandon(Contract.Errors.RefusedException why) => works.ForEach(work => work.Abandon(why));

    private LedgerState RunStory(LedgerWork work, LedgerState state, DateTimeOffset now)
    {
        session.Execute("SAVEPOINT story");
        LedgerTransaction transaction = new(session, state, now);
        try
        {
            work.Run(transaction);
            session.Execute("RELEASE story");
        }
        catch (SqliteException failed) when (failed.SqliteErrorCode != SQLitePCL.raw.SQLITE_CONSTRAINT)
        {
            undo.InsertRange(0, transaction.Undo);
            throw;
        }
        catch (Exception refused)
        {
            session.Execute("ROLLBACK TO story");
            session.Execute("RELEASE story");
            UndoAll(transaction.Undo);
            work.Refuse(refused);
            return state;
        }

        appended.AddRange(transaction.Appended);
        undo.InsertRange(0, transaction.Undo);
        return transaction.After();
    }

    private void UndoAll(IEnumerable<Action> actions)
    {
        foreach (Action action in actions)
        {
            try
            {
                action();
            }
            catch (IOException problem)
            {
                Log.NotPutBack(logger, problem.GetType().Name);
            }
        }
    }
}
