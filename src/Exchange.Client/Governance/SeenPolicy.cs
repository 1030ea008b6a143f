using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Governance;

/// <summary>
/// An item's policy that a person has before them. What they sign about it names its digest, so that it does not count where
/// another is in force by then.
/// </summary>
public sealed record SeenPolicy(VerifiedItem Item, AccessPolicy Policy, Sha256Digest Digest);
