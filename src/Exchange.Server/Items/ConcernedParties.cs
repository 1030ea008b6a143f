using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;

namespace Exchange.Server.Items;

/// <summary>
/// The parties whose compliance members read an item's record: the sender's, and each one that the audience names by member, team or
/// role or whose approval is required. Those of the submitted policy stay for ever, so that they read the whole record; the policy in
/// force adds its own.
/// </summary>
internal static class ConcernedParties
{
    public static IReadOnlyList<PartyName> Of(VerifiedItem item, AccessPolicy inForce, DirectoryState directory) =>
        [.. ItemParties.Of(item, directory).Concat(ItemParties.NamedBy(inForce, directory)).Distinct()];
}
