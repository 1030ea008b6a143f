using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Server.Retrieval;

/// <summary>The signed request behind a lookup that was refused.</summary>
internal sealed record LookupCause(Sha256Digest Statement, SealedKey Key, RequestId Request, string? Purpose);
