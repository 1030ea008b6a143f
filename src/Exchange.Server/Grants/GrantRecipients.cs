using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;

namespace Exchange.Server.Grants;

/// <summary>To whom keys of an item may be sealed, as the directory and the policy in force have it now.</summary>
internal sealed class GrantRecipients(AccessPolicy policy, MemberId sender, DirectoryState directory)
{
    /// <summary>Every grant is for an active member, sealed to the keys that they have now, to whom the policy lets that key go.</summary>
    /// <exception cref="RefusedException">One is for somebody else, or sealed to keys that hold no more.</exception>
    public void Require(IReadOnlyList<GrantTerms> grants)
    {
        foreach (GrantTerms grant in grants)
        {
            bool current = directory.Find(grant.Member) is { } member && member.Statement == grant.Membership
                && GrantRule.Allows(policy, sender, member, grant.Key, directory);
            if (!current)
            {
                throw new RefusedException(ErrorCode.NotVerified, $"a grant for {grant.Member}, to whom the policy does not let it go or who has other keys now");
            }
        }
    }

    /// <summary>Those who are outside the audience and are given the contents.</summary>
    public IEnumerable<MemberId> Onward(IReadOnlyList<GrantTerms> grants) =>
        from grant in grants
        where grant.Key == SealedKey.Content
        let member = directory.Find(grant.Member)
        where member is not null
        where GrantRule.Reach(policy, sender, member, directory) != OnwardSharing.None
        select member.Id;
}
