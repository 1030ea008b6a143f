using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Contract.Policy.Rules;
using Exchange.Contract.Policy.Wording;
using Exchange.Formats.Primitives;
using FsCheck.Xunit;

namespace Exchange.Contract.Tests.Policy;

[Properties(Arbitrary = [typeof(PolicyArbitraries)], MaxTest = 2000)]
public sealed class PolicyEvaluatorProperties
{
    /// <summary>Stronger than "never permits more": no reason for a denial goes away either.</summary>
    [Property]
    public void Taking_permission_away_never_makes_a_failed_condition_go_away(Question question, Tightening tightening) =>
        AssertNothingGoesAway(question, tightening.Apply(question));

    [Property]
    public void What_happens_to_somebodys_harm_never_makes_a_failed_condition_go_away(Question question, Setback setback) =>
        AssertNothingGoesAway(question, setback.Apply(question));

    [Property]
    public void A_denial_lists_at_least_one_condition_in_order_each_once(Question question)
    {
        if (question.Decide() is Decision.Deny deny)
        {
            Assert.NotEmpty(deny.Failed);
            Assert.Equal(deny.Failed.Distinct(), deny.Failed);
            Assert.Equal(deny.Failed.OrderBy(condition => condition.Code), deny.Failed);
        }
    }

    [Property]
    public void A_denial_has_no_pair_of_conditions_that_cannot_be(Question question) => Assert.Empty(
        PairsOfConditions.Among([.. question.Failed().Select(condition => condition.Code).Distinct()])
            .Intersect(PairsOfConditions.Impossible(question.Key)));

    [Property]
    public void What_is_explained_is_what_is_decided(Question question)
    {
        IReadOnlyList<CheckedCondition> all = question.Explain();

        Assert.Equal(all.All(condition => condition.IsMet), question.Decide() is Decision.Permit);
        Assert.Equal(all.Where(condition => !condition.IsMet).Cast<FailedCondition>(), question.Failed());
        Assert.Equal(all.OrderBy(condition => condition.Code), all);
        Assert.All(all, condition => Assert.Matches("^[A-Z0-9].*\\.$", ConditionText.Of(condition)));
        Assert.All(all.Select(condition => condition.Code), code => Assert.Contains(code, PairsOfConditions.Of(question.Key)));
    }

    [Property]
    public void A_permit_is_only_for_an_active_reader_of_the_audience_in_time(Question question)
    {
        if (question.Decide() is Decision.Permit)
        {
            Assert.True(question.Reader.Active && !question.State.Withdrawn);
            Assert.True(
                question.Policy.Audience.Includes(question.Reader)
                || question.State.GrantedOnward <= question.Policy.OnwardSharing
                || (question.Key == SealedKey.Card && question.Policy.RuleFor(question.Reader) is not null));
            Assert.True(question.Key == SealedKey.Card || question.Policy.Terms is null || question.State.TermsAcknowledged);
            Assert.InRange(question.At, question.Agreement.Start, question.Agreement.End.AddTicks(-1));
            Assert.False(question.At >= question.Policy.Expires);
            Assert.True(question.Key == SealedKey.Card || question.Policy.Purposes.Contains(question.Purpose));
            Assert.False(question.Key == SealedKey.Content && question.At < question.Policy.Embargo);
        }
    }

    [Property]
    public void A_permit_rests_on_approvals_of_as_many_others_as_are_asked_for(Question question)
    {
        if (question.Decide() is Decision.Permit permit)
        {
            HashSet<Sha256Digest> used = [.. permit.Approvals];
            Approval[] words = [.. question.State.Approvals.Where(word => used.Contains(word.Statement))];
            Assert.DoesNotContain(
                words,
                word => word.Approver.Id == question.Reader.Id || !word.Approver.Active || word.Answer != ApprovalAnswer.Approve);
            Assert.Equal(
                question.Key == SealedKey.Card ? 0 : question.Policy.Approvals.Sum(rule => rule.Count),
                words.DistinctBy(word => word.Approver.Id).Count());
            Assert.Equal(permit.Approvals.Count, words.Length);
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
            && question.Reader.Roles.Contains(Role.Reader))
        {
            IReadOnlyList<WhoEntry> who = PolicyWho.Enumerate(
                question.Policy, [question.Reader], _ => Approved(question), DateTimeOffset.UnixEpoch, question.Agreement);
            Assert.Contains(who, entry => entry is { Key: SealedKey.Content, Decision: Decision.Permit });
        }
    }

    /// <summary>Everybody who can be asked has approved, and the terms are acknowledged.</summary>
    private static AccessState Approved(Question question) => AccessState.Fresh with
    {
        TermsAcknowledged = true,
        Approvals =
        [
            .. from rule in question.Policy.Approvals
               from number in Enumerable.Range(100, (int)rule.Count)
               let approver = new Reader(
                   Scene.Id((byte)(number + rule.Party.ToString().Length)),
                   rule.Party,
                   new HashSet<Role> { rule.Role },
                   new HashSet<Handle>(),
                   Active: true)
               select new Approval(approver, ApprovalAnswer.Approve, rule.EachReader ? question.Reader.Id : null, Scene.Terms),
        ],
    };

    private static void AssertNothingGoesAway(Question before, Question after) => Assert.Subset(
        after.Failed().Select(condition => condition.Code).ToHashSet(),
        before.Failed().Select(condition => condition.Code).ToHashSet());
}
