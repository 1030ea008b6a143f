using Exchange.Contract.Items;
using Exchange.Server.Storage;

namespace Exchange.Server.Items;

/// <summary>What decisions about an item depend on, from the tables. What the policy does not ask for is not looked up.</summary>
internal static class StoredFacts
{
    public static ItemFacts Of(StoredItem item, LedgerReader stored) => new()
    {
        Policy = item.Policy,
        Withdrawn = item.Row.Withdrawn,
        Openings = () => stored.Openings.Total(item.Id),
        OpeningsBy = member => stored.Openings.By(item.Id, member),
        Answers = () => stored.Governance.AnswersTo(item.Id, item.InForce.Digest)
            .Select(answer => new GivenAnswer(answer.Approver, answer.Reader, answer.Answer, answer.Statement)),
        HasAcknowledged = (member, terms) => stored.Governance.HasAcknowledged(item.Id, member, terms),
        WasGrantedOnward = member => stored.Governance.WasGrantedOnward(item.Id, member),
    };
}
