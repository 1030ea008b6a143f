using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Formats.Tests.Tlog;

public sealed class TreeRecomputerTests
{
    private const int Size = 66_000;

    private readonly NaiveTree naive = new(Size);

    [Fact]
    public async Task Every_tile_of_the_tree_is_fetched_once_and_compared()
    {
        Dictionary<(int Level, long Index), byte[]> stored = TreeAppenderTests.Grow(
            new TreeAppender(), naive, Size, 5000, out Sha256Digest root);
        List<TileCoordinate> fetched = [];
        Assert.Equal(root, await Audit(stored, fetched));
        Assert.Equal(fetched.Count, fetched.Distinct().Count());
        Assert.Equal(stored.Keys.Order(), fetched.Select(tile => (tile.Level, tile.Index)).Order());
        Assert.All(fetched, tile => Assert.Equal(TileCoordinate.WidthIn(Size, tile.Level, tile.Index), tile.Width));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(0, 257)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    public async Task A_tile_with_one_flipped_bit_is_named(int level, long index)
    {
        Dictionary<(int Level, long Index), byte[]> stored = TreeAppenderTests.Grow(new TreeAppender(), naive, Size, 5000, out _);
        stored[(level, index)][^1] ^= 1;
        TileMismatchException mismatch = await Assert.ThrowsAsync<TileMismatchException>(() => Audit(stored, []));
        Assert.Equal((level, index), (mismatch.Tile.Level, mismatch.Tile.Index));
    }

    [Fact]
    public async Task An_audit_goes_on_from_where_the_last_one_ended()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        TileFetch fetch = (tile, _) => new(naive.Tile(600, tile.Level, tile.Index).AsMemory(0, tile.Width * 32));
        TreeRecomputer first = new(new TreeAppender(), fetch);
        for (int i = 0; i < 300; i++)
        {
            await first.AppendAsync(naive.LeafHash(i), cancel);
        }

        Assert.Equal(naive.Root(300), await first.CompareEdgeAsync(cancel));
        TreeRecomputer second = new(first.Snapshot(), fetch);
        for (int i = 300; i < 600; i++)
        {
            await second.AppendAsync(naive.LeafHash(i), cancel);
        }

        Assert.Equal(naive.Root(600), await second.CompareEdgeAsync(cancel));
        Assert.Equal((300, 600), (first.Size, second.Size));
    }

    private async Task<Sha256Digest> Audit(Dictionary<(int Level, long Index), byte[]> stored, List<TileCoordinate> fetched)
    {
        TreeRecomputer audit = new(new TreeAppender(), (tile, _) =>
        {
            fetched.Add(tile);
            return new(stored[(tile.Level, tile.Index)]);
        });
        for (int i = 0; i < Size; i++)
        {
            await audit.AppendAsync(naive.LeafHash(i), TestContext.Current.CancellationToken);
        }

        return await audit.CompareEdgeAsync(TestContext.Current.CancellationToken);
    }
}
