using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Statements;

/// <summary>One sealed key: for which member as of which membership statement, which key, and the SHA-256 of the sealed file.</summary>
public sealed record GrantTerms(MemberId Member, Sha256Digest Membership, SealedKey Key, Sha256Digest Sealed);
