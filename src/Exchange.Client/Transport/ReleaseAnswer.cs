namespace Exchange.Client.Transport;

/// <summary>The server's answer to a release request. Nothing of it is verified.</summary>
/// <param name="Receipt">tlog-proof whose extra line holds salt and payload, with every failed condition.</param>
/// <param name="Grant">The sealed grant; empty when denied.</param>
public sealed record ReleaseAnswer(bool Permitted, ReadOnlyMemory<byte> Receipt, ReadOnlyMemory<byte> Grant);
