using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;

namespace Exchange.Server.Items;

/// <summary>To whom keys of an item may be sealed, by the directory and the policy in force.</summary>
internal sealed class GrantRecipients(AccessPolicy policy, MemberId sender, DirectoryState directory)
{
    /// <summary>Every grant is for an active member to whom the policy lets that key go, sealed to their current keys.</summary>
    /// <exception cref="RefusedException">One is for another member, or sealed to keys that are no longer theirs.</exception>
    public void Require(IReadOnlyList<GrantTerms> grants)
    {
        foreach (GrantTerms grant in grants)
        {
            bool current = directory.Find(grant.Member) is { } member && member.Statement == grant.Membership
                && GrantRule.Allows(policy, sender, member, grant.Key, directory);
            if (!current)
            {
                throw new RefusedException(
                    ErrorCode.NotVerified, $"a grant for {grant.Member}, whom the policy does not allow it or whose keys have changed");
            }
        }
    }

    /// <summary>The members outside the audience who are granted the contents.</summary>
    public IEnumerable<MemberId> Onward(IReadOnlyList<GrantTerms> grants) =>
        from grant in grants
        where grant.Key == SealedKey.Content
        let member = directory.Find(grant.Member)
        where member is not null
        where GrantRule.Reach(policy, sender, member, directory) != OnwardSharing.None
        select member.Id;
}
