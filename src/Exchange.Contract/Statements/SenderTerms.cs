using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Statements;

/// <summary>Who signs, as of which membership statement, with which two keys (SHA-256 of the raw public keys).</summary>
public sealed record SenderTerms(MemberId Member, Sha256Digest Membership, Sha256Digest Ed25519, Sha256Digest MlDsa65);
