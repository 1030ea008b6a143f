using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;

namespace Exchange.Contract.Tests.Policy;

public sealed class PolicyWhoConcernedTests
{
    [Fact]
    public void Of_many_members_those_whom_a_policy_concerns_are_listed_and_approvers_for_the_card_alone()
    {
        AccessPolicy policy = Scene.Policy("to:bob onward:party") with
        {
            Approvals = [new ApprovalRule(Scene.Institute, Role.Compliance, 1, EachReader: false)],
        };
        Reader[] members =
        [
            Scene.Readers["bob"], Scene.Readers["dave"], Scene.Readers["carol"], Scene.Readers["erin"],
            Scene.Readers["frank"] with { Active = false },
        ];
        AccessState StateOf(Reader reader) =>
            AccessState.Fresh with { GrantedOnward = reader == Scene.Readers["dave"] ? OnwardSharing.Party : OnwardSharing.None };
        Assert.Equal(
            ["1 Card", "1 Content", "2 Card", "2 Content", "3 Card"],
            PolicyWho.EnumerateConcerned(policy, members, StateOf, Scene.Day("5"), Scene.Agreement)
                .Where(entry => entry.From == Scene.Day("5"))
                .Select(entry => $"{Array.IndexOf(members, entry.Reader) + 1} {entry.Key}"));
    }
}
