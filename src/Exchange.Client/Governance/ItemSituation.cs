using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;

namespace Exchange.Client.Governance;

/// <summary>
/// What decisions about an item depend on now. What members signed is verified; the counts are the server's word, and what counts in
/// the end is its decision, which the audit makes again.
/// </summary>
/// <param name="IsWhole">Whether it holds what concerns other members too: for the sender and compliance.</param>
/// <param name="Acknowledged">Who has acknowledged the policy's terms.</param>
public sealed record ItemSituation(
    InForceSituation InForce,
    bool IsWhole,
    IReadOnlyList<SignedByMember<ApprovalPredicate>> Answers,
    IReadOnlySet<MemberId> Acknowledged,
    uint Openings,
    IReadOnlyDictionary<MemberId, uint> ByMember,
    IReadOnlySet<MemberId> GrantedOnward)
{
    public AccessPolicy Policy => InForce.Policy;

    /// <summary>The state of every reader, what is common to all being looked up once.</summary>
    public Func<Reader, AccessState> StatesFor(DirectoryState directory)
    {
        AccessState common = StateOf(default, directory);
        return reader => common with
        {
            OpeningsByReader = ByMember.GetValueOrDefault(reader.Id),
            TermsAcknowledged = Acknowledged.Contains(reader.Id),
            GrantedOnward = ReachOf(reader.Id, directory),
        };
    }

    /// <summary>The state as that reader's evaluation sees it.</summary>
    public AccessState StateOf(MemberId reader, DirectoryState directory) =>
        new(Openings, ByMember.GetValueOrDefault(reader), InForce.Withdrawn)
        {
            Approvals =
            [
                .. from answer in Answers
                   let approver = directory.Find(answer.Member.Id)
                   where approver is not null
                   select new Approval(approver.ToReader(), answer.Terms.Answer, answer.Terms.Reader, answer.Statement.Digest),
            ],
            TermsAcknowledged = Acknowledged.Contains(reader),
            GrantedOnward = ReachOf(reader, directory),
        };

    private OnwardSharing ReachOf(MemberId reader, DirectoryState directory) =>
        GrantRule.ReachNow(Policy, directory.Find(reader), GrantedOnward.Contains(reader), directory);
}
