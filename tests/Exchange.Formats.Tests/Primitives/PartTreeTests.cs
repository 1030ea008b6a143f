using System.Security.Cryptography;
using Exchange.Formats.Parts;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Formats.Tests.Primitives;

public sealed class PartTreeTests
{
    private const int MiB = PartTreeHasher.LeafSize;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(MiB - 1, 1)]
    [InlineData(MiB, 1)]
    [InlineData(MiB + 1, 2)]
    [InlineData(9 * MiB, 9)]
    [InlineData((9 * MiB) + 5, 10)]
    public void The_tree_of_a_part_is_the_RFC_6962_tree_over_its_leaves(int length, int leaves)
    {
        byte[] part = RandomNumberGenerator.GetBytes(length);
        using PartTreeHasher hasher = new();
        for (int at = 0, step = 1; at < length; at += step, step = Math.Min(step * 3, length - at))
        {
            hasher.Append(part.AsSpan(at, Math.Min(step, length - at)));
        }

        PartTree tree = hasher.Finish();
        Sha256Digest[] expected = [.. part.Chunk(MiB).Select(leaf => new Sha256Digest(SHA256.HashData([0, .. leaf])))];
        Assert.Equal(leaves, expected.Length);
        Assert.Equal(expected, tree.Leaves);
        Assert.Equal(length, tree.Length);
        Assert.Equal(RecordHash.Tree(expected).ToString(), tree.Root.ToString());
        Assert.Equal(tree, PartTree.FromLeaves(length, expected));
    }

    [Fact]
    public void An_empty_part_has_the_root_of_the_empty_tree() =>
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", PartTree.FromLeaves(0, []).Root.ToString());

    [Fact]
    public async Task A_stream_a_hasher_and_a_stream_written_through_agree()
    {
        byte[] part = RandomNumberGenerator.GetBytes((5 * MiB) + 77);
        PartTree read = await PartTree.OfAsync(new MemoryStream(part), TestContext.Current.CancellationToken);
        using MemoryStream copy = new();
        await using PartTreeStream through = new(copy, leaveOpen: true);
        await new MemoryStream(part).CopyToAsync(through, TestContext.Current.CancellationToken);
        Assert.Equal(part.Length, through.Length);
        Assert.Equal(read, through.Finish());
        Assert.Equal(part, copy.ToArray());
    }

    [Fact]
    public void A_leaf_matches_at_its_own_place_and_length_only()
    {
        byte[] part = RandomNumberGenerator.GetBytes((2 * MiB) + 10);
        using PartTreeHasher hasher = new();
        hasher.Append(part);
        PartTree tree = hasher.Finish();
        Assert.True(tree.LeafMatches(0, part.AsSpan(0, MiB)));
        Assert.True(tree.LeafMatches(2, part.AsSpan(2 * MiB)));
        Assert.False(tree.LeafMatches(1, part.AsSpan(0, MiB)));
        Assert.False(tree.LeafMatches(2, part.AsSpan((2 * MiB) + 1)));
        Assert.False(tree.LeafMatches(3, []));
        Assert.False(tree.LeafMatches(-1, part.AsSpan(0, MiB)));
        part[MiB] ^= 1;
        Assert.False(tree.LeafMatches(1, part.AsSpan(MiB, MiB)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(MiB, 2)]
    [InlineData(MiB + 1, 1)]
    [InlineData(-1, 0)]
    [InlineData(-1, 1)]
    [InlineData(long.MaxValue, 1)]
    public void A_number_of_leaves_that_does_not_fit_the_length_is_refused(long length, int leaves) =>
        Assert.Throws<MalformedException>(() => PartTree.FromLeaves(length, new Sha256Digest[leaves]));

    [Fact]
    public void Nothing_is_appended_after_the_end()
    {
        using PartTreeHasher hasher = new();
        hasher.Finish();
        Assert.Throws<ObjectDisposedException>(() => hasher.Append([1]));
        Assert.Throws<ObjectDisposedException>(hasher.Finish);
    }

    [Fact]
    public void A_part_digest_has_one_spelling()
    {
        PartDigest digest = PartTree.FromLeaves(0, []).Root;
        Assert.Equal(digest, PartDigest.Parse(digest.ToString()));
        Assert.Throws<MalformedException>(() => PartDigest.Parse(digest.ToString().ToUpperInvariant()));
        Assert.False(PartDigest.TryParse(null, out _));
    }
}
