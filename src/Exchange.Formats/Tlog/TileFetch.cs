namespace Exchange.Formats.Tlog;

/// <summary>Fetches one tile, exactly as wide as the coordinate says; the auditor's view of a log that may be remote.</summary>
public delegate ValueTask<ReadOnlyMemory<byte>> TileFetch(TileCoordinate tile, CancellationToken cancellationToken);
