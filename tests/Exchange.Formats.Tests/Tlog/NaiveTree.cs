using System.Security.Cryptography;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Formats.Tests.Tlog;

/// <summary>RFC 6962 section 2.1 written down as it reads there, without tiles: the oracle.</summary>
internal sealed class NaiveTree
{
    private readonly byte[][] leaves;

    public NaiveTree(int size) => leaves = [.. Enumerable.Range(0, size).Select(i => BitConverter.GetBytes(i))];

    public Sha256Digest LeafHash(int index) => new(SHA256.HashData([0, .. leaves[index]]));

    public Sha256Digest Root(int size) => Mth(0, size);

    public IReadOnlyList<Sha256Digest> Path(int index, int size) => Path(index, 0, size);

    public IReadOnlyList<Sha256Digest> Proof(int size1, int size2) => size1 == size2 ? [] : Subproof(size1, 0, size2, true);

    /// <summary>Tiles of the tree of this size, made from the definition in C2SP tlog-tiles.</summary>
    public byte[] Tile(int size, int level, long index)
    {
        int span = 1 << (8 * level);
        List<byte> tile = [];
        for (long i = index * 256; i < (index + 1) * 256 && (i + 1) * span <= size; i++)
        {
            tile.AddRange(Mth((int)(i * span), (int)((i + 1) * span)).ToArray());
        }

        return [.. tile];
    }

    public TileSource Tiles(int size) => (level, index) => Tile(size, level, index);

    private Sha256Digest Mth(int start, int end)
    {
        if (end == start)
        {
            return new Sha256Digest(SHA256.HashData([]));
        }

        if (end - start == 1)
        {
            return LeafHash(start);
        }

        int k = Split(end - start);
        return new Sha256Digest(SHA256.HashData([1, .. Mth(start, start + k).ToArray(), .. Mth(start + k, end).ToArray()]));
    }

    private List<Sha256Digest> Path(int m, int start, int end)
    {
        if (end - start == 1)
        {
            return [];
        }

        int k = Split(end - start);
        return m < k
            ? [.. Path(m, start, start + k), Mth(start + k, end)]
            : [.. Path(m - k, start + k, end), Mth(start, start + k)];
    }

    private List<Sha256Digest> Subproof(int m, int start, int end, bool whole)
    {
        if (m == end - start)
        {
            return whole ? [] : [Mth(start, end)];
        }

        int k = Split(end - start);
        return m <= k
            ? [.. Subproof(m, start, start + k, whole), Mth(start + k, end)]
            : [.. Subproof(m - k, start + k, end, false), Mth(start, start + k)];
    }

    private static int Split(int n)
    {
        int k = 1;
        while (k * 2 < n)
        {
            k *= 2;
        }

        return k;
    }
}
