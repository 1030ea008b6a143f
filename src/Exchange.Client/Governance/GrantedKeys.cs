using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Governance;

/// <summary>
/// Which keys of an item have been sealed to whom: each entry is a grant to the devices that a membership statement names.
/// </summary>
internal sealed class GrantedKeys(IEnumerable<(MemberId Member, SealedKey Key, Sha256Digest Membership)> grants, DirectoryState directory)
{
    private readonly ILookup<(MemberId, SealedKey), Sha256Digest> memberships =
        grants.ToLookup(grant => (grant.Member, grant.Key), grant => grant.Membership);

    /// <summary>Whether some device that the member has can open the key.</summary>
    public bool ReachesOneDevice(Member member, SealedKey key) => member.Devices.Any(device => Reaches(member, key, device));

    /// <summary>Whether every device that the member has can open the key.</summary>
    public bool ReachesAllDevices(Member member, SealedKey key) => member.Devices.All(device => Reaches(member, key, device));

    private bool Reaches(Member member, SealedKey key, Device device) =>
        memberships[(member.Id, key)].Any(membership => GrantRule.Opens(membership, member.Id, [device], directory));
}
