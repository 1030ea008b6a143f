using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Policy;

/// <summary>
/// How many different people of one party who hold one role must approve before the contents may be opened. A policy has at most
/// one rule for each party, so nobody's approval counts twice.
/// </summary>
/// <param name="EachReader">Whether each reader needs separate approvals; otherwise one set of approvals is for everybody.</param>
public sealed record ApprovalRule(PartyName Party, Role Role, uint Count, bool EachReader)
{
    /// <summary>Whether the member is one whose approval this rule asks for.</summary>
    public bool Asks(Reader member) => member.Active && member.Party == Party && member.Roles.Contains(Role);
}

/// <summary>The last word of one approver on an item under the policy in force.</summary>
/// <param name="Approver">
/// As the directory has them at the time of the decision: one who has lost the role or has left no longer counts.
/// </param>
/// <param name="For">The reader it is for; null: everybody.</param>
/// <param name="Statement">The digest of the signed statement.</param>
public sealed record Approval(Reader Approver, ApprovalAnswer Answer, MemberId? For, Sha256Digest Statement);
