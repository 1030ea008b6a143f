namespace Exchange.Server.Submission;

/// <summary>What a sender hands in: two encoded envelopes, and the sealed grants in the order of the grant statement's subjects.</summary>
internal sealed record SubmitOrder(ReadOnlyMemory<byte> Statement, ReadOnlyMemory<byte> GrantStatement, IReadOnlyList<ReadOnlyMemory<byte>> Grants);
