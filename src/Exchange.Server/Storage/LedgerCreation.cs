using Exchange.Contract.Agreements;
using Exchange.Contract.Directory;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Formats.Safety;
using Exchange.Formats.Tlog;
using Microsoft.Data.Sqlite;

namespace Exchange.Server.Storage;

/// <summary>
/// Creates the two logs: a deliberate act, separate from loading, so that a wrong path never silently starts a new history.
/// </summary>
internal static class LedgerCreation
{
    /// <summary>Entry 0 of the directory is the agreement, then the memberships in order; the audit log is empty.</summary>
    /// <exception cref="DirectoryException">A membership is not valid.</exception>
    /// <exception cref="IOException">The logs exist already.</exception>
    public static void Create(string path, Agreement agreement, IReadOnlyList<DsseEnvelope> memberships, LogKeys keys)
    {
        if (File.Exists(path))
        {
            throw new IOException("the logs exist already");
        }

        // Made beside it and moved into place, so that a half-made database is never taken for a log.
        string unfinished = path + ".new";
        File.Delete(unfinished);
        File.Delete(unfinished + "-wal");
        using (SqlSession session = SqlSession.Open(unfinished, SqliteOpenMode.ReadWriteCreate))
        {
            session.Execute("BEGIN IMMEDIATE");
            Schema.Create(session);
            Fill(session, agreement, memberships, keys);
            session.Execute("COMMIT");
            session.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        File.Move(unfinished, path, overwrite: false);
        FolderSync.Flush(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/");
    }

    private static void Fill(SqlSession session, Agreement agreement, IReadOnlyList<DsseEnvelope> memberships, LogKeys keys)
    {
        DirectoryState state = DirectoryState.Begin(agreement);
        DirectoryWriter directory = new(session);
        LogWriter logs = new(session);
        TreeAppender tree = new();
        foreach (DsseEnvelope envelope in memberships.Prepend(agreement.Envelope.Dsse))
        {
            if (tree.Size > 0)
            {
                state = DirectoryReplay.Apply(state, envelope);
            }

            Sha256Digest entry = envelope.PayloadDigest;
            directory.Insert(tree.Size, envelope);
            logs.InsertEntry(LogName.Directory, tree.Size, entry);
            tree.Append(RecordHash.Leaf(entry.ToArray()));
        }

        logs.Seal(LogName.Directory, tree, keys);
        logs.Seal(LogName.Audit, new TreeAppender(), keys);
    }
}
