namespace Exchange.Client.Transport;

/// <summary>One item as the server has it. Nothing of it is verified.</summary>
/// <param name="Receipt">The submission's tlog-proof, for those who may see its payload; else null.</param>
public sealed record FetchedItem(ListedItem Item, ReadOnlyMemory<byte>? Receipt);
