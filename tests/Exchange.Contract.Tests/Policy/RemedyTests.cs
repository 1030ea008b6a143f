using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Contract.Policy.Rules;
using Exchange.Contract.Policy.Wording;

namespace Exchange.Contract.Tests.Policy;

/// <summary>What a denial says would change it is carried out, by the rules, and changes it.</summary>
public sealed class RemedyTests
{
    private const string Day = "5";

    [Theory]
    [InlineData("expires:4", "", "expires:6", "The sender can extend access.")]
    [InlineData("embargo:6", "", "embargo:5", "The sender can end the embargo earlier.")]
    [InlineData("max:1", "1/0", "max:2", "The sender can raise the maximum.")]
    [InlineData("each:1", "1/1", "each:2", "The sender can raise the maximum per person.")]
    [InlineData("to:dave", "", "to:dave,bob", "The sender can add the member to the audience.")]
    [InlineData("max:9 to:dave", "", "max:9 to:dave,bob", "The sender can add the member to the audience.")]
    [InlineData("revocable:no to:dave", "", "revocable:no to:dave,bob", "The sender can add the member to the audience.")]
    [InlineData(
        "revocable:no max:9 to:dave", "", "revocable:no to:dave,bob",
        "The sender can add the member to the audience, if the maximum in total is removed.")]
    [InlineData(
        "revocable:no max:9 each:1", "1/1", "revocable:no each:2",
        "The sender can raise the maximum per person, if the maximum in total is removed.")]
    [InlineData("revocable:no expires:4", "", "revocable:no expires:6", "The sender can extend access.")]
    [InlineData("revocable:no max:1", "1/0", "revocable:no max:2", "The sender can raise the maximum.")]
    public void What_the_sender_can_change_helps_and_may_be_changed(string policy, string state, string changed, string remedy)
    {
        Assert.Equal([remedy], Remedies(policy, state));
        Assert.Empty(PolicyChangeRules.Problems(Scene.Policy(policy), Scene.Policy(changed), Scene.Agreement));
        Assert.Empty(Remedies(changed, state));
    }

    [Theory]
    [InlineData(
        "to:dave onward:party", "", "granted:party",
        "The sender can add the member to the audience. The sender can grant it to the member, if their party has members in "
            + "the audience.")]
    [InlineData(
        "to:frank onward:agreement grant:readers tlp:GREEN", "", "granted:agreement",
        "The sender can add the member to the audience. The sender, or a reader with a permit, can grant it to the member.")]
    [InlineData(
        "revocable:no approve:1@institute to:dave onward:party", "approved:erin", "approved:erin granted:party",
        "The sender can grant it to the member, if their party has members in the audience.")]
    [InlineData(
        "approve:2@institute", "approved:erin", "approved:erin approved:gina",
        "1 more approver of institute, other than the member who asks, can approve.")]
    [InlineData(
        "approve:1@institute", "refused:erin", "refused:erin approved:erin", "The one who refused can approve, or take back the refusal.",
        "1 more approver of institute, other than the member who asks, can approve.")]
    [InlineData("terms:yes", "", "acknowledged", "The member can read and acknowledge them.")]
    public void What_others_can_do_helps(string policy, string state, string then, params string[] remedies)
    {
        Assert.Equal(remedies, Remedies(policy, state));
        Assert.Empty(Remedies(policy, then));
    }

    [Theory]
    [InlineData("for:mitigation", "research", "mitigation", "State the purpose mitigation, if it is yours.")]
    [InlineData("for:mitigation", "", "mitigation", "State the purpose mitigation, if it is yours.")]
    [InlineData("for:evaluation,mitigation", "gossip", "evaluation", "State one of the purposes evaluation, mitigation, if it is yours.")]
    public void Another_purpose_helps(string policy, string purpose, string other, string remedy)
    {
        Assert.Equal([remedy], Remedies(policy, "", purpose).Distinct());
        Assert.Empty(Remedies(policy, "", other));
    }

    [Theory]
    [InlineData("", "withdrawn")]
    [InlineData("revocable:no approve:1@institute expires:4", "approved:erin")]
    [InlineData("revocable:no approve:1@institute max:1", "1/0 approved:erin")]
    [InlineData("revocable:no approve:1@institute each:1", "1/1 approved:erin")]
    [InlineData("revocable:no approve:1@institute to:dave", "approved:erin")]
    public void Where_nobody_can_do_anything_nothing_is_promised(string policy, string state) =>
        Assert.Equal([null], Remedies(policy, state));

    [Theory]
    [InlineData("card:with-contents", "bob", "Open the contents first.")]
    [InlineData("card:with-contents approve:1@institute", "bob", "Open the contents first.")]
    [InlineData("card:with-contents approve:1@institute to:erin", "erin", "Open the contents first.")]
    [InlineData("card:with-contents approve:1@institute", "erin", null)]
    [InlineData("card:with-contents approve:1@institute", "gina", null)]
    public void The_card_shows_with_the_contents_to_whom_these_are_for(string policy, string who, string? remedy) => Assert.Equal(
        [remedy],
        PolicyEvaluator.Explain(
            Scene.Policy(policy), Scene.Readers[who], SealedKey.Card, null, AccessState.Fresh, Scene.Day(Day), Scene.Agreement)
            .OfType<FailedCondition.CardNotShownYet>()
            .Select(condition => ConditionText.Remedy(condition, Scene.Policy(policy))));

    private static IEnumerable<string?> Remedies(string policy, string state, string purpose = "research") => PolicyEvaluator
        .Explain(
            Scene.Policy(policy), Scene.Readers["bob"], SealedKey.Content, purpose, SceneState.Of(state), Scene.Day(Day), Scene.Agreement)
        .OfType<FailedCondition>()
        .Select(condition => ConditionText.Remedy(condition, Scene.Policy(policy)));
}
