using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Formats.Tests.Tlog;

public sealed class MerkleProofTests
{
    private const int Largest = 300;

    private readonly NaiveTree tree = new(Largest);

    [Fact]
    public void Every_inclusion_proof_up_to_300_leaves_is_that_of_the_naive_tree_and_verifies()
    {
        TileSource tiles = Stored(Largest);
        for (int size = 1; size <= Largest; size += size < 70 || size > 250 ? 1 : 7)
        {
            Sha256Digest root = tree.Root(size);
            Assert.Equal(root, MerkleProofs.Root(size, tiles));
            for (int index = 0; index < size; index += size < 70 ? 1 : 11)
            {
                IReadOnlyList<Sha256Digest> proof = MerkleProofs.Inclusion(index, size, tiles);
                Assert.Equal(tree.Path(index, size), proof);
                Assert.True(MerkleProofs.VerifyInclusion(index, size, tree.LeafHash(index), proof, root));
                Assert.False(MerkleProofs.VerifyInclusion(index, size, tree.LeafHash((index + 1) % Largest), proof, root));
                Assert.False(MerkleProofs.VerifyInclusion((index + 1) % size, size, tree.LeafHash(index), proof, root) && size > 1);
            }
        }
    }

    [Fact]
    public void Every_consistency_proof_up_to_300_leaves_is_that_of_the_naive_tree_and_verifies()
    {
        TileSource tiles = Stored(Largest);
        Sha256Digest[] roots = [.. Enumerable.Range(0, Largest + 1).Select(tree.Root)];
        for (int size2 = 1; size2 <= Largest; size2 += size2 < 70 || size2 > 250 ? 1 : 7)
        {
            for (int size1 = 1; size1 <= size2; size1 += size2 < 70 ? 1 : 5)
            {
                IReadOnlyList<Sha256Digest> proof = MerkleProofs.Consistency(size1, size2, tiles);
                Assert.Equal(tree.Proof(size1, size2), proof);
                Assert.True(MerkleProofs.VerifyConsistency(size1, size2, roots[size1], roots[size2], proof));
                Assert.False(MerkleProofs.VerifyConsistency(size1, size2, roots[size1 - 1], roots[size2], proof));
                Assert.False(MerkleProofs.VerifyConsistency(size1, size2, roots[size1], roots[size2 - 1], proof));
            }
        }
    }

    [Fact]
    public void A_proof_with_one_hash_too_many_too_few_or_altered_is_refused()
    {
        Sha256Digest root = tree.Root(300);
        IReadOnlyList<Sha256Digest> good = MerkleProofs.Inclusion(123, 300, Stored(300));
        Assert.False(MerkleProofs.VerifyInclusion(123, 300, tree.LeafHash(123), [.. good, root], root));
        Assert.False(MerkleProofs.VerifyInclusion(123, 300, tree.LeafHash(123), [.. good.SkipLast(1)], root));
        for (int i = 0; i < good.Count; i++)
        {
            Sha256Digest[] altered = [.. good];
            altered[i] = RecordHash.EmptyRoot;
            Assert.False(MerkleProofs.VerifyInclusion(123, 300, tree.LeafHash(123), altered, root));
        }
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(5, 5)]
    [InlineData(0, 0)]
    [InlineData(0, -1)]
    [InlineData(long.MinValue, long.MinValue)]
    public void An_index_outside_the_tree_is_refused(long index, long size) =>
        Assert.False(MerkleProofs.VerifyInclusion(index, size, tree.LeafHash(0), [], tree.LeafHash(0)));

    [Fact]
    public void Sizes_at_the_end_of_63_bits_do_not_overflow()
    {
        Sha256Digest[] proof = [.. Enumerable.Repeat(RecordHash.EmptyRoot, 63)];
        Assert.False(MerkleProofs.VerifyInclusion(long.MaxValue - 1, long.MaxValue, RecordHash.EmptyRoot, proof, RecordHash.EmptyRoot));
        Assert.False(MerkleProofs.VerifyConsistency(long.MaxValue - 1, long.MaxValue, RecordHash.EmptyRoot, RecordHash.EmptyRoot, proof));
        Assert.False(MerkleProofs.VerifyConsistency(long.MinValue, long.MaxValue, RecordHash.EmptyRoot, RecordHash.EmptyRoot, proof));
    }

    [Fact]
    public void A_tile_that_is_too_short_or_no_tile_is_malformed()
    {
        Assert.Throws<MalformedException>(() => MerkleProofs.Root(300, Stored(299)));
        Assert.Throws<MalformedException>(() => MerkleProofs.Root(3, (_, _) => new byte[95]));
        Assert.Throws<MalformedException>(() => MerkleProofs.Root(3, (_, _) => new byte[257 * 32]));
    }

    private TileSource Stored(int size)
    {
        Dictionary<(int, long), byte[]> tiles = new()
        {
            [(0, 0)] = tree.Tile(size, 0, 0),
            [(0, 1)] = tree.Tile(size, 0, 1),
            [(1, 0)] = tree.Tile(size, 1, 0),
        };
        return (level, index) => tiles[(level, index)];
    }
}
