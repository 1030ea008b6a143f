namespace Exchange.Server.Retrieval;

/// <summary>The door's answer: the decision's receipt, and with a permit the sealed grant.</summary>
internal sealed record Released(bool Permitted, ReadOnlyMemory<byte> Receipt, ReadOnlyMemory<byte> Grant);
