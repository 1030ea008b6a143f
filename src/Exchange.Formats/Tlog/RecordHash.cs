using System.Numerics;
using System.Security.Cryptography;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tlog;

/// <summary>The hashes of a Merkle tree (RFC 6962 section 2.1): SHA-256 of 0x00 and a leaf, or of 0x01 and two nodes.</summary>
public static class RecordHash
{
    private const int OnStack = 1024;

    /// <summary>The hash of the empty tree: SHA-256 of no bytes.</summary>
    public static Sha256Digest EmptyRoot { get; } = Sha256Digest.Of([]);

    public static Sha256Digest Leaf(ReadOnlySpan<byte> record)
    {
        Span<byte> prefixed = record.Length < OnStack ? stackalloc byte[record.Length + 1] : new byte[record.Length + 1];
        prefixed[0] = 0;
        record.CopyTo(prefixed[1..]);
        return Sha256Digest.Of(prefixed);
    }

    public static Sha256Digest Node(Sha256Digest left, Sha256Digest right)
    {
        Span<byte> pair = stackalloc byte[1 + (2 * Sha256Digest.Size)];
        pair[0] = 1;
        left.CopyTo(pair[1..]);
        right.CopyTo(pair[(1 + Sha256Digest.Size)..]);
        return Sha256Digest.Of(pair);
    }

    /// <summary>The hash of the tree over these leaf hashes.</summary>
    public static Sha256Digest Tree(ReadOnlySpan<Sha256Digest> leaves)
    {
        switch (leaves.Length)
        {
            case 0:
                return EmptyRoot;
            case 1:
                return leaves[0];
            default:
                int split = checked((int)SplitOf(leaves.Length));
                return Node(Tree(leaves[..split]), Tree(leaves[split..]));
        }
    }

    /// <summary>The hash of a perfect tree over concatenated hashes of 32 bytes: 1, 2, 4 … 256 of them.</summary>
    internal static Sha256Digest PerfectTree(ReadOnlySpan<byte> hashes)
    {
        Span<byte> level = stackalloc byte[TileCoordinate.FullSize];
        Span<byte> pair = stackalloc byte[1 + (2 * Sha256Digest.Size)];
        pair[0] = 1;
        hashes.CopyTo(level);
        for (int length = hashes.Length; length > Sha256Digest.Size; length /= 2)
        {
            for (int at = 0; at < length; at += 2 * Sha256Digest.Size)
            {
                level.Slice(at, 2 * Sha256Digest.Size).CopyTo(pair[1..]);
                SHA256.HashData(pair, level.Slice(at / 2, Sha256Digest.Size));
            }
        }

        return new Sha256Digest(level[..Sha256Digest.Size]);
    }

    /// <summary>The largest power of two less than a size greater than one: where RFC 6962 splits a tree.</summary>
    internal static long SplitOf(long size) => 1L << BitOperations.Log2((ulong)(size - 1));
}
