namespace Exchange.Formats.Tlog;

/// <summary>
/// Gives the stored hashes of one tile, 32 bytes each: at least as many as the tree in question has there, at most 256. More do
/// no harm, tiles only grow. Level 0 holds leaf hashes.
/// </summary>
public delegate ReadOnlyMemory<byte> TileSource(int level, long index);
