using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;

namespace Exchange.Server.Storage;

/// <summary>A request that has been decided.</summary>
/// <param name="Digest">SHA-256 of the request as it came.</param>
/// <param name="Outcome">The entry of the audit log that says how.</param>
internal sealed record RequestRow(Sha256Digest Digest, LogIndex Outcome);
