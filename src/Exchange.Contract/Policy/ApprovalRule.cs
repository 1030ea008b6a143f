using Exchange.Contract.Ids;
using Exchange.Contract.Members;

namespace Exchange.Contract.Policy;

/// <summary>So many different people of one party who hold one role must approve before the contents may be opened. A policy has at most one rule for each party, so nobody's approval counts twice.</summary>
/// <param name="EachReader">Whether each reader needs approvals of their own; else one set of approvals is for everybody.</param>
public sealed record ApprovalRule(PartyName Party, Role Role, uint Count, bool EachReader)
{
    /// <summary>Whether the member is one whose approval this rule asks for.</summary>
    public bool Asks(Reader member) => member.Active && member.Party == Party && member.Roles.Contains(Role);
}
