using Exchange.Contract.Agreements;
using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Server.Storage;

/// <summary>
/// Reads everything that the logs consist of and checks it against what was signed, as an auditor would. Faults are collected, not
/// thrown: a damaged record must still be served to anyone who comes to look at it.
/// </summary>
internal sealed class LedgerCheck(SqlSession session, Agreement agreement)
{
    private readonly LogRows logs = new(session);
    private readonly List<string> damage = [];

    /// <summary>The faults found; empty if there are none.</summary>
    public IReadOnlyList<string> Damage => damage;

    /// <summary>Checks all of it and gives the state to continue from, as far as it can be read.</summary>
    public LedgerState Run()
    {
        TreeAppender directoryTree = Recompute(LogName.Directory);
        TreeAppender auditTree = Recompute(LogName.Audit);
        return new LedgerState(Replay(directoryTree.Size), directoryTree, auditTree, LastTime(auditTree.Size));
    }

    // Every entry is hashed and every tile compared: a tree with the right root can still hold a changed tile below it.
    private TreeAppender Recompute(LogName log)
    {
        TreeAppender tree = new();
        Try(() =>
        {
            VerifiedCheckpoint signed = LogCheckpoints.Verify(logs.Checkpoint(log), LogKeys.TermsOf(agreement, log));
            while (tree.Size < signed.Value.Size)
            {
                AppendBundle(log, tree, signed.Value.Size);
            }

            Require(tree.Root() == signed.Value.Root, $"the {log} log's root is not the signed one");
            RequireNothingMore(log, tree.Size);
        });
        return tree;
    }

    private void AppendBundle(LogName log, TreeAppender tree, long size)
    {
        long bundle = tree.Size / TileCoordinate.FullWidth;
        int width = TileCoordinate.WidthIn(size, 0, bundle);
        byte[] entries = logs.Tile(log, new TileCoordinate(TileCoordinate.EntriesLevel, bundle, width)) ?? [];
        foreach (ReadOnlyMemory<byte> entry in EntryBundle.Parse(entries, width))
        {
            tree.Append(RecordHash.Leaf(entry.Span));
        }

        TileSource stored = logs.SourceOf(log);
        foreach (ChangedTile tile in tree.TakeChangedTiles())
        {
            // Stored tiles may be wider already than this one is so far.
            bool same = stored(tile.Level, tile.Index).Span.StartsWith(tile.Bytes.Span);
            Require(same, $"a tile of the {log} log does not match its entries");
        }
    }

    private void RequireNothingMore(LogName log, long size)
    {
        Require(
            session.Number("SELECT COUNT(*) FROM entries WHERE log = $a", log) == size,
            $"the {log} log has more entries than are signed");
        long hashes = 0;
        for (long level = size; level > 0; level /= TileCoordinate.FullWidth)
        {
            hashes += level;
        }

        Require(
            session.Number("SELECT COALESCE(SUM(LENGTH(hashes)), 0) FROM tiles WHERE log = $a", log) == hashes * Sha256Digest.Size,
            $"the {log} log has more tiles than are signed");
    }

    // One damaged envelope must not reinstate a member whom a later one revoked: whatever still applies is applied.
    private DirectoryState Replay(long size)
    {
        DirectoryState state = DirectoryState.Begin(agreement);
        DirectoryRows rows = new(session);
        Try(() => Require(rows.Envelope(0).PayloadDigest == agreement.Digest, "directory entry 0 is not the agreement"));
        for (long index = 1; index < size; index++)
        {
            long at = index;
            Try(() =>
            {
                DsseEnvelope envelope = rows.Envelope(at);
                state = DirectoryReplay.Apply(state, envelope);
            });
        }

        return state;
    }

    private DateTimeOffset LastTime(long size)
    {
        DateTimeOffset last = DateTimeOffset.MinValue;
        EventRows events = new(session);
        Try(() => Require(session.Number("SELECT COUNT(*) FROM events") == size, "the numbers of events and entries differ"));
        if (size > 0)
        {
            Try(() =>
            {
                StoredEvent? stored = events.Find(new(size - 1));
                last = stored?.Commitment.Read().Time ?? throw new RefusedException(ErrorCode.DataLoss, "the last event is missing");
            });
        }

        return last;
    }

    private void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new RefusedException(ErrorCode.DataLoss, otherwise);
        }
    }

    private void Try(Action check)
    {
        try
        {
            check();
        }
        catch (Exception problem) when (problem is RefusedException or MalformedException or Microsoft.Data.Sqlite.SqliteException)
        {
            damage.Add(problem.Message);
        }
    }
}
