namespace Exchange.Client.Log;

/// <summary>Gets a log's latest checkpoint: a signed note, not verified.</summary>
public delegate Task<ReadOnlyMemory<byte>> CheckpointFetch(LogName log, CancellationToken cancellationToken);
