using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Server.Storage;

/// <summary>The two logs of an agreement. The numbers are those in the database.</summary>
internal enum LogName
{
    Directory = 1,
    Audit = 2,
}

/// <summary>What is stored of the two logs, and the proofs made from it.</summary>
internal sealed class LogRows(SqlSession session)
{
    /// <summary>The latest signed checkpoint.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public byte[] Checkpoint(LogName log) =>
        session.One("SELECT note FROM checkpoints WHERE log = $a", row => row.Bytes(0), log) ?? throw Damaged(log, "it has no checkpoint");

    /// <summary>The size of the tree that the latest checkpoint signs.</summary>
    /// <exception cref="RefusedException">It is not readable.</exception>
    public long Size(LogName log) =>
        ReadStored(log, () => Formats.Tlog.Checkpoint.Parse(SignedNote.Parse(Checkpoint(log)).Text)).Size;

    /// <summary>A tile or a bundle of entries; null for one that the tree does not have.</summary>
    /// <exception cref="RefusedException">The tree has it, but it is missing or too short.</exception>
    public byte[]? Tile(LogName log, TileCoordinate tile)
    {
        if (TileCoordinate.WidthIn(Size(log), tile.Level, tile.Index) < tile.Width)
        {
            return null;
        }

        if (tile.IsEntries)
        {
            return Bundle(log, tile);
        }

        byte[] hashes = Hashes(log, tile.Level, tile.Index);
        int length = tile.Width * Sha256Digest.Size;
        return hashes.Length >= length ? hashes[..length] : throw Damaged(log, "a tile is too short");
    }

    /// <exception cref="RefusedException">The index or the size is outside the tree, or a tile is damaged.</exception>
    public IReadOnlyList<Sha256Digest> Inclusion(LogName log, long index, long size)
    {
        Require(index >= 0 && index < size && size <= Size(log));
        return ReadStored(log, () => MerkleProofs.Inclusion(index, size, SourceOf(log)));
    }

    /// <exception cref="RefusedException">The sizes are out of order or outside the tree, or a tile is damaged.</exception>
    public IReadOnlyList<Sha256Digest> Consistency(LogName log, long firstSize, long secondSize)
    {
        Require(firstSize >= 0 && firstSize <= secondSize && secondSize <= Size(log));
        return ReadStored(log, () => MerkleProofs.Consistency(firstSize, secondSize, SourceOf(log)));
    }

    /// <summary>A tlog-proof of the entry against the latest checkpoint.</summary>
    /// <exception cref="RefusedException">There is no such entry, or a tile is damaged.</exception>
    /// <param name="extra">Salt and payload of an audit entry; null for a directory entry.</param>
    public EncodedReceipt Receipt(LogName log, long index, byte[]? extra)
    {
        // The cast matters: a bare null would become an empty memory.
        ReadOnlyMemory<byte>? line = extra is null ? (ReadOnlyMemory<byte>?)null : extra;
        return new EncodedReceipt(new TlogProof(line, index, Inclusion(log, index, Size(log)), Checkpoint(log)).Encode());
    }

    /// <summary>The tree as stored.</summary>
    public TileSource SourceOf(LogName log) => (level, position) => Hashes(log, level, position);

    private static RefusedException Damaged(LogName log, string what) => new(ErrorCode.DataLoss, $"the {log} log is damaged: {what}");

    private byte[] Hashes(LogName log, int level, long position) =>
        session.One("SELECT hashes FROM tiles WHERE log = $a AND level = $b AND position = $c", row => row.Bytes(0), log, level, position)
        ?? throw Damaged(log, "a tile is missing");

    private byte[] Bundle(LogName log, TileCoordinate tile)
    {
        long first = tile.Index * TileCoordinate.FullWidth;
        List<ReadOnlyMemory<byte>> entries = session.All(
            "SELECT entry FROM entries WHERE log = $a AND position >= $b AND position < $c ORDER BY position",
            row => new ReadOnlyMemory<byte>(row.Bytes(0)), log, first, first + tile.Width);
        return entries.Count == tile.Width ? EntryBundle.Encode(entries) : throw Damaged(log, "an entry is missing");
    }

    private static void Require(bool inTree)
    {
        if (!inTree)
        {
            throw new RefusedException(ErrorCode.Malformed, "a size or index is outside the tree");
        }
    }

    private static T ReadStored<T>(LogName log, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (MalformedException damage)
        {
            throw Damaged(log, damage.Message);
        }
    }
}

/// <summary>Adds to the two logs.</summary>
internal sealed class LogWriter(SqlSession session)
{
    public void InsertEntry(LogName log, long index, Sha256Digest entry) =>
        session.Execute("INSERT INTO entries VALUES ($a, $b, $c)", log, index, entry);

    /// <summary>Writes the tiles that changed and the checkpoint that signs them.</summary>
    public void Seal(LogName log, TreeAppender tree, LogKeys keys)
    {
        foreach (ChangedTile tile in tree.TakeChangedTiles())
        {
            session.Execute("INSERT OR REPLACE INTO tiles VALUES ($a, $b, $c, $d)", log, tile.Level, tile.Index, tile.Bytes);
        }

        session.Execute("INSERT OR REPLACE INTO checkpoints VALUES ($a, $b, $c)", log, tree.Size, keys.Sign(log, tree).Encode());
    }
}
