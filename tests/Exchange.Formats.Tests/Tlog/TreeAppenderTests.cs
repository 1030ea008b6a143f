using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Formats.Tests.Tlog;

public sealed class TreeAppenderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(700)]
    public void Every_tile_and_root_is_that_of_the_naive_tree(int size)
    {
        NaiveTree naive = new(size);
        Dictionary<(int Level, long Index), byte[]> stored = Grow(new TreeAppender(), naive, size, batch: 13, out Sha256Digest root);
        Assert.Equal(naive.Root(size), root);
        foreach (((int level, long index), byte[] bytes) in stored)
        {
            Assert.Equal(naive.Tile(size, level, index), bytes);
        }

        Assert.Equal(((size + 255) / 256) + (size >= 256 ? 1 : 0), stored.Count);
    }

    [Fact]
    public void A_tree_of_70000_leaves_has_the_tiles_that_the_specification_counts()
    {
        // C2SP tlog-tiles: "273 full level 0 tiles, one partial level 0 tile of width 112, one full level 1 tile, one partial
        // level 1 tile of width 17, and one partial level 2 tile of width 1".
        const int Size = 70_000;
        NaiveTree naive = new(Size);
        Dictionary<(int Level, long Index), byte[]> stored = Grow(new TreeAppender(), naive, Size, batch: 1000, out Sha256Digest root);
        Assert.Equal(naive.Root(Size), root);
        Assert.Equal(273, stored.Count(tile => tile.Key.Level == 0 && tile.Value.Length == TileCoordinate.FullSize));
        Assert.Equal(112 * 32, stored[(0, 273)].Length);
        Assert.Equal(TileCoordinate.FullSize, stored[(1, 0)].Length);
        Assert.Equal(17 * 32, stored[(1, 1)].Length);
        Assert.Equal(naive.Tile(Size, 2, 0), stored[(2, 0)]);
        Assert.Equal(277, stored.Count);
        Assert.All(stored, tile => Assert.Equal(
            TileCoordinate.WidthIn(Size, tile.Key.Level, tile.Key.Index), tile.Value.Length / 32));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    public void A_tree_resumed_from_its_right_edge_grows_like_one_that_never_stopped(int stop)
    {
        NaiveTree naive = new(stop + 300);
        TreeAppender whole = new();
        Dictionary<(int Level, long Index), byte[]> stored = Grow(whole, naive, stop, 999, out Sha256Digest before);
        HashSet<(int, long)> read = [];
        TreeAppender resumed = new(stop, (level, index) =>
        {
            read.Add((level, index));
            return stored[(level, index)];
        });
        Assert.Equal(before, resumed.Root());
        Assert.All(read, tile => Assert.Equal((long)stop >> (8 * (tile.Item1 + 1)), tile.Item2));
        Assert.Empty(resumed.TakeChangedTiles());

        for (int i = stop; i < stop + 300; i++)
        {
            whole.Append(naive.LeafHash(i));
            resumed.Append(naive.LeafHash(i));
            Assert.Equal(whole.Root(), resumed.Root());
        }

        Assert.Equal(naive.Root(stop + 300), resumed.Root());
        Assert.Equal(
            whole.TakeChangedTiles().Select(tile => (tile.Coordinate, Convert.ToHexString(tile.Bytes.Span))),
            resumed.TakeChangedTiles().Select(tile => (tile.Coordinate, Convert.ToHexString(tile.Bytes.Span))));
    }

    [Fact]
    public void A_fork_grows_on_its_own_and_leaves_the_original_where_it_was()
    {
        NaiveTree naive = new(600);
        TreeAppender original = new();
        for (int i = 0; i < 250; i++)
        {
            original.Append(naive.LeafHash(i));
        }

        TreeAppender fork = original.Fork();
        for (int i = 250; i < 600; i++)
        {
            fork.Append(naive.LeafHash(i));
        }

        Assert.Equal(naive.Root(250), original.Root());
        Assert.Equal(naive.Root(600), fork.Root());
        Assert.Equal(250 * 32, Assert.Single(original.TakeChangedTiles()).Bytes.Length);
        Assert.Equal(4, fork.TakeChangedTiles().Count);
        Assert.Empty(original.TakeChangedTiles());
    }

    [Fact]
    public void A_stored_tree_that_is_too_short_is_malformed() =>
        Assert.Throws<MalformedException>(() => new TreeAppender(300, new NaiveTree(299).Tiles(299)));

    internal static Dictionary<(int Level, long Index), byte[]> Grow(
        TreeAppender tree, NaiveTree naive, int size, int batch, out Sha256Digest root)
    {
        Dictionary<(int Level, long Index), byte[]> stored = [];
        for (int i = (int)tree.Size; i < size; i++)
        {
            tree.Append(naive.LeafHash(i));
            if (i % batch == 0 || i == size - 1)
            {
                foreach (ChangedTile tile in tree.TakeChangedTiles())
                {
                    // Tiles only ever grow.
                    Assert.True(tile.Bytes.Span.StartsWith(stored.GetValueOrDefault((tile.Level, tile.Index))));
                    stored[(tile.Level, tile.Index)] = tile.Bytes.ToArray();
                }
            }
        }

        root = tree.Root();
        return stored;
    }
}
