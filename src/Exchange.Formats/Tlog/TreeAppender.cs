using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tlog;

/// <summary>
/// The growing edge of a tree: takes leaf hashes and returns the root and the tiles that changed. Holds one tile for each level,
/// and the tiles completed since they were last taken. Not for concurrent use.
/// </summary>
public sealed class TreeAppender
{
    private const int Levels = 8; // 256^8 exceeds any size

    // For each bit that is set in Size, peaks[height] is the root of a perfect subtree; together they give the root of the tree.
    private readonly Sha256Digest[] peaks = new Sha256Digest[64];
    private readonly List<byte>[] edges = new List<byte>[Levels];
    private readonly bool[] changed = new bool[Levels];
    private readonly List<ChangedTile> completed = [];

    /// <summary>An empty tree.</summary>
    public TreeAppender()
    {
        for (int level = 0; level < Levels; level++)
        {
            edges[level] = [];
        }
    }

    /// <summary>
    /// The stored tree of this size; reads only its right-edge tiles. Before it appends, the caller compares <see cref="Root"/>
    /// with what it last signed.
    /// </summary>
    /// <exception cref="MalformedException">A tile is shorter than the size requires.</exception>
    public TreeAppender(long size, TileSource tiles)
        : this()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        TileReader reader = new(tiles);
        Size = size;
        for (int height = 0; height < 63; height++)
        {
            if (((size >> height) & 1) != 0)
            {
                peaks[height] = reader.Subtree(height, (size >> height) - 1);
            }
        }

        for (int level = 0; level < Levels; level++)
        {
            long index = EdgeIndex(level);
            int width = TileCoordinate.WidthIn(size, level, index);
            if (width > 0)
            {
                // Subtree has read the last hash of this tile, so it is long enough.
                edges[level].AddRange(reader.Tile(level, index).Span[..(width * Sha256Digest.Size)]);
            }
        }
    }

    private TreeAppender(TreeAppender other)
    {
        Size = other.Size;
        other.peaks.CopyTo(peaks, 0);
        other.changed.CopyTo(changed, 0);
        completed.AddRange(other.completed);
        for (int level = 0; level < Levels; level++)
        {
            edges[level] = [.. other.edges[level]];
        }
    }

    /// <summary>The number of leaves.</summary>
    public long Size { get; private set; }

    /// <summary>A copy that grows independently: append to the copy, and keep it only after the transaction has committed.</summary>
    public TreeAppender Fork() => new(this);

    public void Append(Sha256Digest leafHash)
    {
        Sha256Digest hash = leafHash;
        AppendToTile(0, hash);
        int height = 0;
        for (; ((Size >> height) & 1) != 0; height++)
        {
            hash = RecordHash.Node(peaks[height], hash);
            if ((height + 1) % TileCoordinate.Height == 0)
            {
                AppendToTile((height + 1) / TileCoordinate.Height, hash);
            }
        }

        peaks[height] = hash;
        Size++;
    }

    /// <summary>The root of the tree as it is now.</summary>
    public Sha256Digest Root()
    {
        Sha256Digest? root = null;
        for (int height = 0; height < 63; height++)
        {
            if (((Size >> height) & 1) != 0)
            {
                root = root is Sha256Digest right ? RecordHash.Node(peaks[height], right) : peaks[height];
            }
        }

        return root ?? RecordHash.EmptyRoot;
    }

    /// <summary>Every tile that changed since the last call, as it is now, ordered by level and index.</summary>
    public IReadOnlyList<ChangedTile> TakeChangedTiles()
    {
        List<ChangedTile> taken = TakeCompletedTiles();
        taken.AddRange(EdgeTiles().Where(edge => changed[edge.Level]));
        Array.Clear(changed);
        taken.Sort((a, b) => (a.Level, a.Index).CompareTo((b.Level, b.Index)));
        return taken;
    }

    /// <summary>The full tiles among the changed ones, in the order in which they were completed.</summary>
    internal List<ChangedTile> TakeCompletedTiles()
    {
        List<ChangedTile> taken = [.. completed];
        completed.Clear();
        return taken;
    }

    /// <summary>The partial tiles of the tree as it is now.</summary>
    internal IEnumerable<ChangedTile> EdgeTiles()
    {
        for (int level = 0; level < Levels; level++)
        {
            if (edges[level].Count > 0)
            {
                yield return new ChangedTile(level, EdgeIndex(level), edges[level].ToArray());
            }
        }
    }

    private long EdgeIndex(int level) => level == Levels - 1 ? 0 : Size >> ((level + 1) * TileCoordinate.Height);

    // Called before Size counts the leaf, so EdgeIndex is still that of the tile that the hash belongs to.
    private void AppendToTile(int level, Sha256Digest hash)
    {
        List<byte> edge = edges[level];
        edge.AddRange(hash.ToArray());
        changed[level] = true;
        if (edge.Count == TileCoordinate.FullSize)
        {
            completed.Add(new ChangedTile(level, EdgeIndex(level), edge.ToArray()));
            edge.Clear();
            changed[level] = false;
        }
    }
}

/// <summary>The complete current content of a tile to which hashes were appended: 32 to 8192 bytes.</summary>
public readonly record struct ChangedTile(int Level, long Index, ReadOnlyMemory<byte> Bytes)
{
    public TileCoordinate Coordinate => new(Level, Index, Bytes.Length / Sha256Digest.Size);
}
