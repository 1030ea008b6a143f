using Exchange.Contract.Policy;

namespace Exchange.Contract.Tests.Policy;

public sealed class PolicyTextTests
{
    [Theory]
    [InlineData(
        "",
        "Marked TLP:AMBER. For institute/bob, who must hold the role reader. The card shows at once. The contents may be opened at once, for as long as the agreement is in force. To open the contents a reader must state the purpose research.")]
    [InlineData(
        "to:bob,red-team@lab,approver@institute tlp:AMBER+STRICT embargo:10 expires:20.5 card:after-embargo max:3 each:1 for:research,mitigation,evaluation",
        "Marked TLP:AMBER+STRICT. For institute/bob, the team red-team of lab and every approver of institute, who must hold the role reader. The card shows from 2026-01-11 00:00 UTC, until 2026-01-21 12:00 UTC. The contents are under embargo until 2026-01-11 00:00 UTC and may be opened from then until 2026-01-21 12:00 UTC. They may be opened at most 3 times in total, and once by each person. To open the contents a reader must state one of the purposes evaluation, mitigation or research.")]
    [InlineData(
        "to:nobody",
        "Marked TLP:AMBER. The audience is empty: nobody may open it.")]
    [InlineData(
        "for:nothing card:with-contents expires:20 each:2",
        "Marked TLP:AMBER. For institute/bob, who must hold the role reader. The card shows to each reader once they have opened the contents, until 2026-01-21 00:00 UTC. The contents may be opened at once, until 2026-01-21 00:00 UTC. Each person may open them at most twice. No purpose is permitted, so nobody may open the contents.")]
    [InlineData(
        "embargo:20 expires:10 max:0",
        "Marked TLP:AMBER. For institute/bob, who must hold the role reader. The card shows at once, until 2026-01-11 00:00 UTC. The contents may never be opened: access expires at 2026-01-11 00:00 UTC, before the embargo ends at 2026-01-21 00:00 UTC. They may be opened 0 times in total. To open the contents a reader must state the purpose research.")]
    [InlineData(
        "version:3",
        "The policy has version 3, which this software cannot read, so nobody may open the item with it.")]
    public void A_policy_reads_as_plain_sentences(string policy, string text) =>
        Assert.Equal(text, PolicyText.Sentence(Scene.Policy(policy), Scene.NameOf));

    [Fact]
    public void The_handling_marking_stands_beside_the_traffic_light() =>
        Assert.StartsWith(
            "Marked TLP:RED, handling OFFICIAL-SENSITIVE RECIPIENTS ONLY.",
            PolicyText.Sentence(Scene.Policy("tlp:RED") with { Handling = "OFFICIAL-SENSITIVE RECIPIENTS ONLY" }, Scene.NameOf));

    [Fact]
    public void Every_line_is_one_sentence() =>
        Assert.All(
            PolicyText.Lines(Scene.Policy("embargo:10.00001 max:3"), Scene.NameOf),
            line => Assert.Matches("^[A-Z][^.]*\\.$", line));

    [Fact]
    public void What_a_requester_wrote_is_not_repeated_unless_it_has_the_form_of_a_code()
    {
        Question question = new(
            Scene.Policy(""), Scene.Readers["bob"], SealedKey.Content, "\u001b[2J<b>", AccessState.Fresh, Scene.Day("5"), Scene.Agreement);

        Assert.Equal(
            ["The stated purpose is not the code of a purpose.", "The policy does not permit the stated purpose."],
            question.Failed().Select(condition => condition.Text));
    }

    [Fact]
    public void A_denial_says_when_and_what_would_change_it()
    {
        Question question = new(
            Scene.Policy("embargo:10 for:research,mitigation"), Scene.Readers["dave"], SealedKey.Content, "oversight", AccessState.Fresh, Scene.Day("5"), Scene.Agreement);

        Assert.Equal(
            [
                new(ConditionCode.Embargo, "The item is under embargo until 2026-01-11 00:00 UTC.", Scene.Day("10"), null),
                new(ConditionCode.NotInAudience, "The member is not in the item's audience.", null, "The sender can grant access to this member."),
                new(ConditionCode.PurposeNotListed, "The policy does not permit the purpose oversight.", null, "State one of the purposes mitigation, research, if it is yours."),
            ],
            question.Failed());
    }
}
