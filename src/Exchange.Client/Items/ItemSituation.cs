using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;

namespace Exchange.Client.Items;

/// <summary>
/// What decisions about an item depend on now. What members signed is verified; the counts are the server's word, and what counts in
/// the end is its decision, which the audit makes again.
/// </summary>
/// <param name="IsWhole">Whether it holds what concerns other members too: for the sender and compliance.</param>
/// <param name="Acknowledged">Who has acknowledged the policy's terms.</param>
internal sealed record ItemSituation(
    InForcePolicy InForce,
    bool Withdrawn,
    bool IsWhole,
    IReadOnlyList<SignedByMember<ApprovalPredicate>> Answers,
    IReadOnlySet<MemberId> Acknowledged,
    uint Openings,
    IReadOnlyDictionary<MemberId, uint> ByMember,
    IReadOnlySet<MemberId> GrantedOnward)
{
    public AccessPolicy Policy => InForce.Policy;

    /// <summary>What decisions depend on.</summary>
    public ItemFacts Facts => new()
    {
        Policy = Policy,
        Withdrawn = Withdrawn,
        Openings = () => Openings,
        OpeningsBy = reader => ByMember.GetValueOrDefault(reader),
        Answers = () => Answers.Select(
            answer => new GivenAnswer(answer.Member.Id, answer.Predicate.Reader, answer.Predicate.Answer, answer.Statement.Digest)),

        // Only those of the policy's present terms were read.
        HasAcknowledged = (reader, _) => Acknowledged.Contains(reader),
        WasGrantedOnward = GrantedOnward.Contains,
    };
}
