using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Server.Storage;

internal sealed class LogWriter(SqlSession session) : LogRows(session)
{
    public void InsertEntry(LogName log, long index, Sha256Digest entry) =>
        Session.Execute("INSERT INTO entries VALUES ($a, $b, $c)", log, index, entry);

    /// <summary>Writes the tiles that changed and the checkpoint that signs them.</summary>
    public void Seal(LogName log, TreeAppender tree, LogKeys keys)
    {
        foreach (ChangedTile tile in tree.TakeChangedTiles())
        {
            Session.Execute("INSERT OR REPLACE INTO tiles VALUES ($a, $b, $c, $d)", log, tile.Level, tile.Index, tile.Bytes);
        }

        Session.Execute("INSERT OR REPLACE INTO checkpoints VALUES ($a, $b, $c)", log, tree.Size, keys.Sign(log, tree));
    }
}
