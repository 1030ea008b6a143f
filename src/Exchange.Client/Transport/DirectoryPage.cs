using Exchange.Formats.Dsse;

namespace Exchange.Client.Transport;

/// <summary>Envelopes of the directory from some index on, in log order, and the checkpoint that they lead to. Nothing of it is verified.</summary>
public sealed record DirectoryPage(IReadOnlyList<DsseEnvelope> Envelopes, ReadOnlyMemory<byte> Checkpoint);
