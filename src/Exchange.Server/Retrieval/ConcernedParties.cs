using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;

namespace Exchange.Server.Retrieval;

/// <summary>The parties whose compliance members read an item's record: the sender's, and every one that the audience names by member, team or role.</summary>
internal static class ConcernedParties
{
    public static IReadOnlyList<PartyName> Of(VerifiedItem item, DirectoryState directory)
    {
        Audience audience = item.Policy.Audience;
        HashSet<PartyName> parties =
        [
            item.Sender.Name.Party,
            .. audience.Members.Select(directory.Find).OfType<Member>().Select(member => member.Name.Party),
            .. audience.Teams.Select(team => team.Party),
            .. audience.Roles.Select(role => role.Party),
        ];
        return [.. parties];
    }
}
