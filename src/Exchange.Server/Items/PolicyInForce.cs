using Exchange.Contract.Policy;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Server.Items;

/// <summary>The policy that decides now: the one that was submitted, or the one of the last signed change.</summary>
/// <param name="Changes">The signed changes that lead to it, oldest first.</param>
internal sealed record PolicyInForce(AccessPolicy Policy, Sha256Digest Digest, IReadOnlyList<DsseEnvelope> Changes);
