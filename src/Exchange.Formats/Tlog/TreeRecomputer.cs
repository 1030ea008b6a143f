using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tlog;

/// <summary>
/// Recomputes a tree from its leaf hashes, in order, and compares each of its tiles with the log's: full tiles as they fill up,
/// partial ones at the end. Holds one tile for each level. The caller hashes the entries and compares the root with a
/// <see cref="VerifiedCheckpoint"/>.
/// </summary>
/// <param name="start">The tree audited so far, which is copied; an empty tree to audit everything.</param>
/// <param name="fetch">Fetches the log's tiles.</param>
public sealed class TreeRecomputer(TreeAppender start, TileFetch fetch)
{
    private readonly TreeAppender tree = start.Fork();

    public long Size => tree.Size;

    /// <exception cref="TileMismatchException">The leaf completed a tile, and the log's tile is different.</exception>
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

    /// <summary>Compares the partial tiles of the tree as it is now and returns its root. More leaves may follow.</summary>
    /// <exception cref="TileMismatchException">One of the log's tiles is different.</exception>
    public async ValueTask<Sha256Digest> CompareEdgeAsync(CancellationToken cancellationToken)
    {
        foreach (ChangedTile tile in tree.EdgeTiles())
        {
            await CompareAsync(tile, cancellationToken);
        }

        return tree.Root();
    }

    /// <summary>The tree so far, from which the next audit can continue.</summary>
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

/// <summary>Fetches one tile, exactly as wide as the coordinate says, from a log that may be remote.</summary>
public delegate ValueTask<ReadOnlyMemory<byte>> TileFetch(TileCoordinate tile, CancellationToken cancellationToken);

/// <summary>A stored tile differs from the one computed from the leaves.</summary>
public sealed class TileMismatchException(TileCoordinate tile)
    : MalformedException($"{tile.Path} differs from what its entries hash to")
{
    public TileCoordinate Tile { get; } = tile;
}
