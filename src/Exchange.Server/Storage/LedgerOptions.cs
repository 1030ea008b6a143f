namespace Exchange.Server.Storage;

/// <param name="QueueLength">How many stories may wait; one more is refused.</param>
/// <param name="BatchLength">How many stories one commit takes at most.</param>
internal sealed record LedgerOptions(int QueueLength = 4096, int BatchLength = 256);
