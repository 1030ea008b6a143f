using Exchange.Contract.Policy.Rules;

namespace Exchange.Contract.Tests.Policy;

public sealed class PolicyCoherenceTests
{
    [Theory]
    [InlineData("")]
    [InlineData("for:research,mitigation embargo:10 expires:20 max:3 each:3 card:after-embargo")]
    [InlineData("to:red-team@institute,approver@lab,bob tlp:AMBER+STRICT")]
    [InlineData("to:bob,dave tlp:RED")]
    [InlineData("card:with-contents")]
    [InlineData("embargo:99 expires:200")]
    [InlineData("approve:1@institute,2@lab/each terms:yes card:after-embargo embargo:10")]
    [InlineData("approve:100*reader@lab")]
    [InlineData("approve:200*reader@institute,56*reader@lab")]
    [InlineData("onward:party tlp:AMBER+STRICT")]
    [InlineData("onward:party tlp:AMBER")]
    [InlineData("onward:agreement tlp:GREEN")]
    [InlineData("onward:agreement tlp:CLEAR grant:readers")]
    [InlineData("onward:none tlp:RED")]
    [InlineData("keep:30 revocable:no")]
    public void A_coherent_policy_has_no_problem(string policy) =>
        Assert.Empty(PolicyCoherence.Problems(Scene.Policy(policy), Scene.Agreement));

    [Theory]
    [InlineData("to:nobody", "The audience is empty, so nobody could open the item.")]
    [InlineData(
        "tlp:RED to:red-team@institute",
        "TLP:RED is for individual recipients only, so the audience must name members, not teams or roles.")]
    [InlineData(
        "tlp:RED to:bob,reader@institute",
        "TLP:RED is for individual recipients only, so the audience must name members, not teams or roles.")]
    [InlineData("embargo:20 expires:10", "The policy expires before its embargo ends, so nobody could ever open the contents.")]
    [InlineData("embargo:10 expires:10", "The policy expires before its embargo ends, so nobody could ever open the contents.")]
    [InlineData("embargo:100", "The embargo ends after the agreement does, so nobody could ever open the contents.")]
    [InlineData("expires:0", "The policy expires before the agreement is in force, so nobody could ever open the item.")]
    [InlineData("card:after-embargo", "The card is set to be shown after the embargo, but there is no embargo.")]
    [InlineData("max:0", "The maximum of openings is 0, so nobody could open the contents.")]
    [InlineData("each:0", "The maximum of openings per person is 0, so nobody could open the contents.")]
    [InlineData("max:2 each:3", "The maximum of openings per person is more than the maximum in total.")]
    [InlineData("for:nothing", "The policy lists no purpose, so nobody could open the contents.")]
    [InlineData("for:research,gossip", "The agreement does not have the purpose gossip.")]
    [InlineData("for:BAD", "A purpose of the policy is not a purpose code.")]
    [InlineData("version:4 to:nobody", "The policy has version 4; only version 3 is known.")]
    [InlineData("to:red-team@elsewhere", "The audience names elsewhere, which is not a party to the agreement.")]
    [InlineData("to:bob,reader@elsewhere,red-team@elsewhere", "The audience names elsewhere, which is not a party to the agreement.")]
    [InlineData("approve:1@elsewhere,1@lab", "Approvals are required from elsewhere, which is not a party to the agreement.")]
    [InlineData("approve:200*reader@institute,57*reader@lab", "The policy requires more than 256 approvals in total.")]
    [InlineData(
        "terms:yes card:with-contents",
        "The terms are in the card, which is shown only with the contents, so nobody could acknowledge them.")]
    [InlineData("onward:party tlp:RED", "TLP:RED is for individual recipients only, so onward sharing must be none.")]
    [InlineData("onward:agreement tlp:RED", "TLP:RED is for individual recipients only, so onward sharing must be none.")]
    [InlineData(
        "onward:agreement tlp:AMBER",
        "TLP:AMBER stays within the recipients' own organisations and their clients, so onward sharing can be party at most.")]
    [InlineData(
        "onward:agreement tlp:AMBER+STRICT",
        "TLP:AMBER+STRICT stays within the recipients' own organisations, so onward sharing can be party at most.")]
    [InlineData("keep:29", "The policy keeps the item for 29 days; the agreement requires at least 30.")]
    public void An_incoherent_policy_is_told_why(string policy, string problem) =>
        Assert.Equal([problem], PolicyCoherence.Problems(Scene.Policy(policy), Scene.Agreement));

    [Fact]
    public void Every_problem_is_told_at_once() =>
        Assert.Equal(
            5,
            PolicyCoherence.Problems(Scene.Policy("to:nobody embargo:200 expires:10 max:0 for:nothing"), Scene.Agreement).Count);
}
