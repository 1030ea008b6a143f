using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tlog;

/// <summary>
/// Recomputes a tree from its leaf hashes, given in order, and compares every tile of it with the log's: full tiles as they fill
/// up, partial ones at the end. Holds one tile a level. The caller hashes the entries itself and compares the root with a
/// <see cref="VerifiedCheckpoint"/>.
/// </summary>
/// <param name="start">The tree audited so far; it is copied. An empty one audits everything.</param>
/// <param name="fetch">The log's tiles.</param>
public sealed class TreeRecomputer(TreeAppender start, TileFetch fetch)
{
    private readonly TreeAppender tree = start.Fork();

    public long Size => tree.Size;

    /// <exception cref="TileMismatchException">The leaf completed a tile, and the log's is another.</exception>
    public async ValueTask AppendAsync(Sha256Digest leafHash, CancellationToken cancellationToken)
    {
        tree.Append(leafHash);
        if (tree.Size % TileCoordinate.FullWidth == 0)
        {
            foreach (ChangedTile tile in tree.TakeCompletedTiles())
            {
                await CompareAsync(tile, cancellationToken);
            }
        }
    }

    /// <summary>Compares the partial tiles of the tree as it is now and gives its root; more leaves may follow.</summary>
    /// <exception cref="TileMismatchException">One of the log's is another.</exception>
    public async ValueTask<Sha256Digest> CompareEdgeAsync(CancellationToken cancellationToken)
    {
        foreach (ChangedTile tile in tree.EdgeTiles())
        {
            await CompareAsync(tile, cancellationToken);
        }

        return tree.Root();
    }

    /// <summary>The tree so far, to go on from at the next audit.</summary>
    public TreeAppender Snapshot() => tree.Fork();

    private async ValueTask CompareAsync(ChangedTile tile, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> stored = await fetch(tile.Coordinate, cancellationToken);
        if (!stored.Span.SequenceEqual(tile.Bytes.Span))
        {
            throw new TileMismatchException(tile.Coordinate);
        }
    }
}
