using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Members;

namespace Exchange.Client.Audit;

/// <summary>An item as the record tells it.</summary>
/// <param name="Grants">Null where the auditor may not see to whom the keys were sealed.</param>
internal sealed record RecordedItem(VerifiedItem Item, IReadOnlyList<RecordedGrant>? Grants)
{
    /// <summary>Whether that member is shown the whole chain: the sender, and compliance of the sender's and the audience's parties.</summary>
    public static bool ShowsWholeChainTo(Member self, VerifiedItem item, DirectoryState directory) =>
        item.Sender.Id == self.Id || (self.Has(Role.Compliance) && PartiesOf(item, directory).Contains(self.Name.Party));

    private static IEnumerable<PartyName> PartiesOf(VerifiedItem item, DirectoryState directory) =>
    [
        item.Sender.Name.Party,
        .. item.Policy.Audience.Teams.Select(team => team.Party),
        .. item.Policy.Audience.Roles.Select(role => role.Party),
        .. item.Policy.Audience.Members.Select(directory.Find).OfType<Member>().Select(member => member.Name.Party),
    ];
}
