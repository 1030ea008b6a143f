using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tlog;

/// <summary>The whole current content of a tile to which hashes were appended: 32 to 8192 bytes.</summary>
public readonly record struct ChangedTile(int Level, long Index, ReadOnlyMemory<byte> Bytes)
{
    public TileCoordinate Coordinate => new(Level, Index, Bytes.Length / Sha256Digest.Size);
}
