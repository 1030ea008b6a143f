using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;

namespace Exchange.Server.Storage;

/// <summary>Who asks for events: a member, and the party whose record they may see where they are of its compliance.</summary>
internal sealed record EventViewer(MemberId Member, PartyName? ComplianceOf)
{
    public static EventViewer Of(Member member) => new(member.Id, member.Has(Role.Compliance) ? member.Name.Party : null);
}
