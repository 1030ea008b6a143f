using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Wording;

namespace Exchange.Contract.Tests.Policy;

/// <summary>What is said of conditions that are met.</summary>
public sealed class ExplanationTests
{
    [Fact]
    public void Every_condition_that_bears_on_the_contents_is_told_with_how_it_is_met() => Assert.Equal(
        [
            "The sender has not withdrawn the item.",
            "The agreement is in force until 2026-04-11 00:00 UTC.",
            "The member is active in the directory.",
            "Access does not expire before 2026-01-21 00:00 UTC.",
            "The embargo ended at 2026-01-04 00:00 UTC.",
            "1 of 3 openings in total have been used.",
            "0 of 2 openings by this member have been used.",
            "The member has the role reader.",
            "The member is in the item's audience.",
            "The agreement has the purpose research.",
            "The policy permits the purpose research.",
            "2 of 2 approvals from approvers of institute.",
            "1 of 1 approval from approvers of lab.",
            "The member has acknowledged the item's terms.",
        ],
        Explain(
            "embargo:3 expires:20 max:3 each:2 approve:2@institute,1@lab terms:yes",
            SealedKey.Content,
            "bob",
            "1/0 approved:erin approved:gina approved:hugo acknowledged"));

    [Fact]
    public void What_a_policy_does_not_limit_is_told_too() => Assert.Equal(
        [
            "The sender has not withdrawn the item.",
            "The agreement is in force until 2026-04-11 00:00 UTC.",
            "The member is active in the directory.",
            "Access does not expire before the agreement ends.",
            "There is no embargo.",
            "There is no maximum of openings in total.",
            "There is no maximum of openings by this member.",
            "The member has the role reader.",
            "The item was granted onward to the member, as its policy allows.",
            "The agreement has the purpose research.",
            "The policy permits the purpose research.",
        ],
        Explain("onward:party", SealedKey.Content, "dave", "granted:party"));

    [Theory]
    [InlineData("approve:1@institute", "gina", "", "The member may be asked to approve, and so may see the card.")]
    [InlineData(
        "card:with-contents", "bob", "1/1", "There is no embargo.", "The member has opened the contents.",
        "The member has the role reader.", "The member is in the item's audience.")]
    public void Of_the_card_it_is_told_why_it_shows(string policy, string who, string state, params string[] texts) => Assert.Equal(
        [
            "The sender has not withdrawn the item.",
            "The agreement is in force until 2026-04-11 00:00 UTC.",
            "The member is active in the directory.",
            "Access does not expire before the agreement ends.",
            .. texts,
        ],
        Explain(policy, SealedKey.Card, who, state));

    [Fact]
    public void An_audience_of_nobody_is_empty() => Assert.Equal(
        (0, 0, 0, 0),
        (Audience.Nobody.Members.Count, Audience.Nobody.Teams.Count, Audience.Nobody.Roles.Count, Audience.Nobody.Count));

    private static IEnumerable<string> Explain(string policy, SealedKey key, string who, string state)
    {
        Question question =
            new(Scene.Policy(policy), Scene.Readers[who], key, "research", SceneState.Of(state), Scene.Day("5"), Scene.Agreement);
        Assert.All(question.Explain(), condition => Assert.True(condition.IsMet, ConditionText.Of(condition)));
        return question.Explain().Select(ConditionText.Of);
    }
}
