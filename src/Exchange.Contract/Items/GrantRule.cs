using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;

namespace Exchange.Contract.Items;

/// <summary>To whom a policy lets keys of an item go. Server, client and auditor ask the same.</summary>
public static class GrantRule
{
    /// <summary>Whether that key may be sealed to the member: the sender has both; the audience and those with whom it may be shared onward have both; approvers have the card's.</summary>
    public static bool Allows(AccessPolicy policy, MemberId sender, Member member, SealedKey key, DirectoryState directory) =>
        member.Active
        && (member.Id == sender
            || policy.Audience.Includes(member.ToReader())
            || (key == SealedKey.Card && policy.RuleFor(member.ToReader()) is not null)
            || (member.Has(Role.Reader) && Reach(policy, sender, member, directory) is not OnwardSharing.None and var reach && reach <= policy.OnwardSharing));

    /// <summary>How far beyond the audience a grant to that member goes; none for the sender, the audience and an approver who is shown the card alone.</summary>
    public static OnwardSharing Reach(AccessPolicy policy, MemberId sender, Member member, DirectoryState directory) =>
        member.Id == sender || policy.Audience.Includes(member.ToReader()) ? OnwardSharing.None : ItemParties.ReachOf(policy, member, directory);
}
