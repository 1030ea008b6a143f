using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tlog;

/// <summary>
/// Proofs that a leaf is in a tree, and that one tree extends another: made as in RFC 6962 sections 2.1.1 and 2.1.2, verified as in
/// RFC 9162 section 2.1.
/// </summary>
public static class MerkleProofs
{
    /// <summary>Whether the tree of this size and root has this leaf at this index.</summary>
    /// <param name="proof">Sibling hashes from the leaf's own up to the root's child.</param>
    public static bool VerifyInclusion(long index, long size, Sha256Digest leafHash, IReadOnlyList<Sha256Digest> proof, Sha256Digest root)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }

        long node = index, last = size - 1;
        Sha256Digest hash = leafHash;
        foreach (Sha256Digest sibling in proof)
        {
            if (last == 0)
            {
                return false;
            }

            if (long.IsOddInteger(node) || node == last)
            {
                hash = RecordHash.Node(sibling, hash);
                SkipToLeftSibling(ref node, ref last);
            }
            else
            {
                hash = RecordHash.Node(hash, sibling);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && hash == root;
    }

    /// <summary>
    /// Whether the larger tree begins with the smaller one. Every tree begins with the empty one, so that would prove nothing:
    /// false if <paramref name="size1"/> is 0, unless both trees are empty.
    /// </summary>
    public static bool VerifyConsistency(
        long size1, long size2, Sha256Digest root1, Sha256Digest root2, IReadOnlyList<Sha256Digest> proof)
    {
        if (size1 == size2)
        {
            return size1 >= 0 && proof.Count == 0 && root1 == root2 && (size1 > 0 || root1 == RecordHash.EmptyRoot);
        }

        if (size1 <= 0 || size1 > size2 || proof.Count == 0)
        {
            return false;
        }

        long node = size1 - 1, last = size2 - 1;
        while (long.IsOddInteger(node))
        {
            node >>= 1;
            last >>= 1;
        }

        // If the smaller tree is itself a node of the larger, the proof omits its hash.
        bool smallerIsNode = node == 0;
        Sha256Digest first = smallerIsNode ? root1 : proof[0];
        Sha256Digest hash1 = first, hash2 = first;
        foreach (Sha256Digest sibling in smallerIsNode ? proof : proof.Skip(1))
        {
            if (last == 0)
            {
                return false;
            }

            if (long.IsOddInteger(node) || node == last)
            {
                hash1 = RecordHash.Node(sibling, hash1);
                hash2 = RecordHash.Node(sibling, hash2);
                SkipToLeftSibling(ref node, ref last);
            }
            else
            {
                hash2 = RecordHash.Node(hash2, sibling);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && hash1 == root1 && hash2 == root2;
    }

    /// <summary>The sibling hashes of a leaf, from its own up to the root's child.</summary>
    /// <exception cref="MalformedException">A tile is shorter than the size requires.</exception>
    public static IReadOnlyList<Sha256Digest> Inclusion(long index, long size, TileSource tiles)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        TileReader reader = new(tiles);
        List<Sha256Digest> proof = [];
        long start = 0, end = size;
        while (end - start > 1)
        {
            long split = start + RecordHash.SplitOf(end - start);
            if (index < split)
            {
                proof.Add(reader.Range(split, end));
                end = split;
            }
            else
            {
                proof.Add(reader.Range(start, split));
                start = split;
            }
        }

        proof.Reverse();
        return proof;
    }

    /// <summary>The proof that the larger tree begins with the smaller: empty if the sizes are equal or the smaller is 0.</summary>
    /// <exception cref="MalformedException">A tile is shorter than the size requires.</exception>
    public static IReadOnlyList<Sha256Digest> Consistency(long size1, long size2, TileSource tiles)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size1, size2);
        if (size1 == 0 || size1 == size2)
        {
            return [];
        }

        TileReader reader = new(tiles);
        List<Sha256Digest> proof = [];
        long start = 0, end = size2;
        while (size1 != end)
        {
            long split = start + RecordHash.SplitOf(end - start);
            if (size1 <= split)
            {
                proof.Add(reader.Range(split, end));
                end = split;
            }
            else
            {
                proof.Add(reader.Range(start, split));
                start = split;
            }
        }

        if (start > 0)
        {
            proof.Add(reader.Range(start, end));
        }

        proof.Reverse();
        return proof;
    }

    /// <summary>The root of the tree of this size.</summary>
    /// <exception cref="MalformedException">A tile is shorter than the size requires.</exception>
    public static Sha256Digest Root(long size, TileSource tiles)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return size == 0 ? RecordHash.EmptyRoot : new TileReader(tiles).Range(0, size);
    }

    // At the right edge a node has no sibling until the level at which it is a right child.
    private static void SkipToLeftSibling(ref long node, ref long last)
    {
        while (node != 0 && long.IsEvenInteger(node))
        {
            node >>= 1;
            last >>= 1;
        }
    }
}
