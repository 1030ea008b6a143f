using Exchange.Contract.Policy;
using FsCheck.Xunit;

namespace Exchange.Contract.Tests.Policy;

[Properties(Arbitrary = [typeof(PolicyArbitraries)], MaxTest = 2000)]
public sealed class PolicyEvaluatorProperties
{
    /// <summary>Stronger than "never permits more": no reason for a denial goes away either.</summary>
    [Property]
    public void Taking_permission_away_never_makes_a_failed_condition_go_away(Question question, Tightening tightening)
    {
        Question tightened = question with { Policy = tightening.Apply(question.Policy) };

        Assert.Subset(
            tightened.Failed().Select(condition => condition.Code).ToHashSet(),
            question.Failed().Select(condition => condition.Code).ToHashSet());
    }

    [Property]
    public void A_denial_lists_at_least_one_condition_in_order_each_once(Question question)
    {
        if (question.Decide() is Decision.Deny deny)
        {
            ConditionCode[] codes = [.. deny.Failed.Select(condition => condition.Code)];
            Assert.NotEmpty(codes);
            Assert.Equal(codes.Distinct().Order(), codes);
        }
    }

    [Property]
    public void A_permit_is_only_for_an_active_reader_of_the_audience_in_time(Question question)
    {
        if (question.Decide() is Decision.Permit)
        {
            Assert.True(question.Reader.Active && question.Policy.Audience.Includes(question.Reader) && !question.State.Withdrawn);
            Assert.InRange(question.At, question.Agreement.Start, question.Agreement.End.AddTicks(-1));
            Assert.False(question.At >= question.Policy.Expires);
            Assert.True(question.Key == SealedKey.Card || question.Policy.Purposes.Contains(question.Purpose));
            Assert.False(question.Key == SealedKey.Content && question.At < question.Policy.Embargo);
        }
    }

    [Property]
    public void A_condition_that_time_can_change_holds_until_then_and_is_gone_then(Question question)
    {
        foreach (FailedCondition condition in question.Failed().Where(condition => condition.CouldChangeAt is not null))
        {
            DateTimeOffset change = condition.CouldChangeAt!.Value;
            Assert.True(change > question.At);
            Assert.Contains(condition, (question with { At = change.AddTicks(-1) }).Failed());
            Assert.DoesNotContain((question with { At = change }).Failed(), failed => failed == condition);
        }
    }

    [Property]
    public void The_same_question_has_the_same_answer(Question question) => Assert.Equal(question.Decide(), question.Decide());

    [Property]
    public void A_coherent_policy_lets_every_reader_it_names_open_the_contents_at_some_time(Question question)
    {
        if (PolicyCoherence.Problems(question.Policy, question.Agreement).Count == 0
            && question.Reader.Active
            && question.Policy.Audience.Includes(question.Reader)
            && question.Reader.Roles.Contains(Contract.Members.Role.Reader))
        {
            IReadOnlyList<WhoEntry> who = PolicyWho.Enumerate(
                question.Policy, [question.Reader], _ => AccessState.Fresh, DateTimeOffset.UnixEpoch, question.Agreement);
            Assert.Contains(who, entry => entry is { Key: SealedKey.Content, Decision: Decision.Permit });
        }
    }
}
