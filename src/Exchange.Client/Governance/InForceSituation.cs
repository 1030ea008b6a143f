using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Governance;

/// <summary>Which policy decides, and whether the item has been withdrawn.</summary>
public sealed record InForceSituation(AccessPolicy Policy, Sha256Digest Digest, bool Withdrawn);
