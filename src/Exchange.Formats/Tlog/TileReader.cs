using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tlog;

/// <summary>Reads the hashes of perfect subtrees from tiles; fetches each tile once.</summary>
internal sealed class TileReader(TileSource source)
{
    private readonly Dictionary<(int Level, long Index), ReadOnlyMemory<byte>> tiles = [];

    /// <summary>The hash of the leaves from <c>index * 2^height</c> to before <c>(index + 1) * 2^height</c>.</summary>
    /// <exception cref="MalformedException">The source returned a tile that is too short.</exception>
    public Sha256Digest Subtree(int height, long index)
    {
        int level = height / TileCoordinate.Height;
        int within = height % TileCoordinate.Height;
        long first = index << within;
        int offset = (int)(first % TileCoordinate.FullWidth) * Sha256Digest.Size;
        int length = Sha256Digest.Size << within;
        ReadOnlySpan<byte> tile = Tile(level, first / TileCoordinate.FullWidth).Span;
        return tile.Length >= offset + length
            ? RecordHash.PerfectTree(tile.Slice(offset, length))
            : throw new MalformedException(
                $"the tile at level {level}, index {first / TileCoordinate.FullWidth} has {tile.Length} bytes, too few for the tree");
    }

    /// <summary>A tile's stored bytes: whole hashes, at most 256.</summary>
    /// <exception cref="MalformedException">The source returned something else.</exception>
    public ReadOnlyMemory<byte> Tile(int level, long index)
    {
        if (!tiles.TryGetValue((level, index), out ReadOnlyMemory<byte> tile))
        {
            tile = source(level, index);
            if (tile.Length > TileCoordinate.FullSize || tile.Length % Sha256Digest.Size != 0)
            {
                throw new MalformedException(
                    $"the tile at level {level}, index {index} has {tile.Length} bytes, not up to {TileCoordinate.FullWidth} hashes");
            }

            tiles.Add((level, index), tile);
        }

        return tile;
    }

    /// <summary>The hash of the leaves from <c>start</c> to before <c>end</c>, a node of the tree (RFC 6962 section 2.1).</summary>
    public Sha256Digest Range(long start, long end)
    {
        long size = end - start;
        if (long.IsPow2(size))
        {
            int height = (int)long.Log2(size);
            return Subtree(height, start >> height);
        }

        long split = start + RecordHash.SplitOf(size);
        return RecordHash.Node(Range(start, split), Range(split, end));
    }
}

/// <summary>
/// Returns the stored hashes of one tile, 32 bytes each: at least as many as the tree has there, at most 256. More do no harm,
/// because tiles only grow. Level 0 contains leaf hashes.
/// </summary>
public delegate ReadOnlyMemory<byte> TileSource(int level, long index);
