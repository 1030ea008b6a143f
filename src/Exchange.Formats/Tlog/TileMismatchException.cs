namespace Exchange.Formats.Tlog;

/// <summary>A stored tile is not what the leaves make of it.</summary>
public sealed class TileMismatchException(TileCoordinate tile) : Exception($"{tile.Path} differs from what its entries hash to")
{
    public TileCoordinate Tile { get; } = tile;
}
