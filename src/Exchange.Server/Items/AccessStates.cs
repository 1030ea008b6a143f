using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Server.Storage;

namespace Exchange.Server.Items;

/// <summary>Gathers what a decision about one reader depends on. What the policy does not ask for is not looked up.</summary>
internal static class AccessStates
{
    public static AccessState Of(
        StoredItem item,
        MemberId reader,
        OpeningRows openings,
        GovernanceRows governance,
        DirectoryState directory) =>
        new(openings.Total(item.Id), openings.By(item.Id, reader), item.Row.Withdrawn)
        {
            Approvals = item.Policy.Approvals.Count == 0 ? [] : Approvals(item, governance, directory),
            TermsAcknowledged = item.Policy.Terms is { } terms && governance.HasAcknowledged(item.Id, reader, terms),
            GrantedOnward = ReachOf(item, directory.Find(reader), governance, directory),
        };

    /// <summary>How far beyond the audience the member is, where the item was granted to them onward.</summary>
    public static OnwardSharing ReachOf(StoredItem item, Member? member, GovernanceRows governance, DirectoryState directory) =>
        GrantRule.ReachNow(
            item.Policy,
            member,
            item.Policy.OnwardSharing != OnwardSharing.None && member is not null && governance.WasGrantedOnward(item.Id, member.Id),
            directory);

    /// <summary>
    /// The answers to the policy in force. Approvers are as the directory has them now: who has lost the role counts no more.
    /// </summary>
    public static IReadOnlyList<Approval> Approvals(StoredItem item, GovernanceRows governance, DirectoryState directory) =>
    [
        .. from answer in governance.AnswersTo(item.Id, item.InForce.Digest)
           let approver = directory.Find(answer.Approver)
           where approver is not null
           select new Approval(approver.ToReader(), answer.Answer, answer.Reader, answer.Statement),
    ];
}
