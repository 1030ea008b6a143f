using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;

namespace Exchange.Contract.Items;

/// <summary>The parties that an item concerns: their compliance members read its record. Server and auditor ask the same.</summary>
public static class ItemParties
{
    /// <summary>
    /// The sender's, and those that the submitted policy names: to these the record is shown whole, whatever becomes of the policy.
    /// </summary>
    public static IReadOnlyList<PartyName> Of(VerifiedItem item, DirectoryState directory) =>
        [.. NamedBy(item.Policy, directory).Prepend(item.Sender.Name.Party).Distinct()];

    /// <summary>
    /// Whether that member is shown the item's whole record: the sender, and compliance of the parties that it concerns.
    /// </summary>
    public static bool ShowsWholeRecordTo(Member self, VerifiedItem item, DirectoryState directory) =>
        item.Sender.Id == self.Id || (self.Has(Role.Compliance) && Of(item, directory).Contains(self.Name.Party));

    /// <summary>Those that a policy names in its audience, by member, team or role, and those whose approval it asks for.</summary>
    public static IEnumerable<PartyName> NamedBy(AccessPolicy policy, DirectoryState directory) =>
        [.. AudienceOf(policy, directory), .. policy.Approvals.Select(rule => rule.Party)];

    /// <summary>Those of the audience alone.</summary>
    public static IEnumerable<PartyName> AudienceOf(AccessPolicy policy, DirectoryState directory) =>
    [
        .. policy.Audience.Members.Select(directory.Find).OfType<Member>().Select(member => member.Name.Party),
        .. policy.Audience.Teams.Select(team => team.Party),
        .. policy.Audience.Roles.Select(role => role.Party),
    ];

    /// <summary>How far a grant to a reader outside the audience would go.</summary>
    public static OnwardSharing ReachOf(AccessPolicy policy, Member reader, DirectoryState directory) =>
        AudienceOf(policy, directory).Contains(reader.Name.Party) ? OnwardSharing.Party : OnwardSharing.Agreement;
}
