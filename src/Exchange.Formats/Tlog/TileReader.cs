using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tlog;

/// <summary>Reads the hashes of perfect subtrees out of tiles, each tile fetched once.</summary>
internal sealed class TileReader(TileSource source)
{
    private readonly Dictionary<(int Level, long Index), ReadOnlyMemory<byte>> tiles = [];

    /// <summary>The hash over leaves <c>index * 2^height</c> up to <c>(index + 1) * 2^height</c>.</summary>
    /// <exception cref="MalformedException">The source gave too short a tile.</exception>
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
            : throw new MalformedException($"the tile at level {level}, index {first / TileCoordinate.FullWidth}, is shorter than the tree");
    }

    /// <summary>A tile's stored bytes: whole hashes, at most 256.</summary>
    /// <exception cref="MalformedException">The source gave something else.</exception>
    public ReadOnlyMemory<byte> Tile(int level, long index)
    {
        if (!tiles.TryGetValue((level, index), out ReadOnlyMemory<byte> tile))
        {
            tile = source(level, index);
            if (tile.Length > TileCoordinate.FullSize || tile.Length % Sha256Digest.Size != 0)
            {
                throw new MalformedException($"a tile has at most {TileCoordinate.FullWidth} hashes of {Sha256Digest.Size} bytes");
            }

            tiles.Add((level, index), tile);
        }

        return tile;
    }

    /// <summary>The hash over leaves <c>start</c> up to <c>end</c>, which is not among them; a node of the tree, RFC 6962 section 2.1.</summary>
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
