using Exchange.Formats.Tlog;
using FsCheck.Xunit;

namespace Exchange.Formats.Tests.Tlog;

public sealed class TileCoordinateTests
{
    [Theory]
    [InlineData(0, 1234067, 8, "tile/0/x001/x234/067.p/8")]
    [InlineData(0, 0, 256, "tile/0/000")]
    [InlineData(1, 999, 256, "tile/1/999")]
    [InlineData(1, 1000, 255, "tile/1/x001/000.p/255")]
    [InlineData(63, 0, 1, "tile/63/000.p/1")]
    [InlineData(-1, 273, 112, "tile/entries/273.p/112")]
    [InlineData(0, long.MaxValue, 256, "tile/0/x009/x223/x372/x036/x854/x775/807")]
    public void A_tile_has_the_path_of_the_specification(int level, long index, int width, string path)
    {
        TileCoordinate tile = new(level, index, width);
        Assert.Equal(path, tile.Path);
        Assert.True(TileCoordinate.TryParsePath(path, out TileCoordinate parsed));
        Assert.Equal(tile, parsed);
    }

    [Theory]
    [InlineData("tile/00/000")]
    [InlineData("tile/64/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/0/0")]
    [InlineData("tile/0/0000")]
    [InlineData("tile/0/x000/001")]
    [InlineData("tile/0/001/000")]
    [InlineData("tile/0/x001/x000")]
    [InlineData("tile/0/xx01/000")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/08")]
    [InlineData("tile/0/000.p/")]
    [InlineData("tile/0/000.p")]
    [InlineData("tile/0/000/8")]
    [InlineData("tile/0/000/")]
    [InlineData("tile/0/../000")]
    [InlineData("/tile/0/000")]
    [InlineData("tile/Entries/000")]
    [InlineData("tile/0/x009/x223/x372/x036/x854/x775/808")]
    [InlineData("tile/0")]
    [InlineData("")]
    public void Another_spelling_of_a_path_is_refused(string path) => Assert.False(TileCoordinate.TryParsePath(path, out _));

    [Theory]
    [InlineData(70_000, 0, 272, 256)]
    [InlineData(70_000, 0, 273, 112)]
    [InlineData(70_000, 0, 274, 0)]
    [InlineData(70_000, 1, 0, 256)]
    [InlineData(70_000, 1, 1, 17)]
    [InlineData(70_000, 2, 0, 1)]
    [InlineData(70_000, 3, 0, 0)]
    [InlineData(70_000, -1, 273, 112)]
    [InlineData(256, 1, 0, 1)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(long.MaxValue, 63, 0, 0)]
    [InlineData(long.MaxValue, 7, 0, 127)]
    [InlineData(5, 0, long.MaxValue, 0)]
    public void The_width_of_a_tile_follows_from_the_size_of_the_tree(long size, int level, long index, int width) =>
        Assert.Equal(width, TileCoordinate.WidthIn(size, level, index));

    [Property]
    public void What_a_path_says_it_parses(byte level, long index, byte width)
    {
        TileCoordinate tile = new((level % 65) - 1, index & long.MaxValue, width + 1);
        Assert.True(TileCoordinate.TryParsePath(tile.Path, out TileCoordinate parsed));
        Assert.Equal(tile, parsed);
    }
}
