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
        "version:2",
        "Marked TLP:AMBER. For institute/bob, who must hold the role reader. The card shows at once. The contents may be opened at once, for as long as the agreement is in force. To open the contents a reader must state the purpose research. The sender may grant it to members of the audience alone. The sender may withdraw it, and narrow or widen this policy.")]
    [InlineData(
        "version:3",
        "The policy has version 3, which this software cannot read, so nobody may open the item with it.")]
    public void A_policy_reads_as_plain_sentences(string policy, string text) =>
        Assert.Equal(text, PolicyText.Sentence(Scene.Policy(policy), Scene.NameOf));

    [Theory]
    [InlineData("approve:1@institute", "To open the contents one member of institute with the role approver must approve, other than the reader.", "Approvers may see the card; one who refuses forbids the opening until they approve or take it back.")]
    [InlineData("approve:2*compliance@lab/each", "To open the contents 2 different members of lab with the role compliance must approve, other than the reader, for each reader anew.", "Approvers may see the card; one who refuses forbids the opening until they approve or take it back.")]
    [InlineData("approve:1@lab,3@institute", "To open the contents 3 different members of institute with the role approver must approve, other than the reader.", "To open the contents one member of lab with the role approver must approve, other than the reader.", "Approvers may see the card; one who refuses forbids the opening until they approve or take it back.")]
    [InlineData("terms:yes", "Each reader must first acknowledge the terms that stand in the card.")]
    [InlineData("onward:party", "The sender may grant it to further readers of the audience's parties.")]
    [InlineData("onward:agreement", "The sender may grant it to further readers of any party of the agreement.")]
    [InlineData("grant:readers", "The sender, and a reader with a permit, may grant it to members of the audience alone.")]
    [InlineData("grant:readers onward:party", "The sender, and a reader with a permit, may grant it to further readers of the audience's parties.")]
    [InlineData("revocable:no", "The sender may not withdraw it or narrow this policy.")]
    [InlineData("revocable:no approve:1@lab", "To open the contents one member of lab with the role approver must approve, other than the reader.", "Approvers may see the card; one who refuses forbids the opening until they approve or take it back.", "The sender may neither withdraw it nor change this policy.")]
    [InlineData("keep:90", "It is to be kept for 90 days.")]
    public void What_came_with_version_2_reads_as_plain_sentences(string policy, params string[] lines) =>
        Assert.Equal(lines, PolicyText.Lines(Scene.Policy(policy), Scene.NameOf).Except(PolicyText.Lines(Scene.Policy("version:2"), Scene.NameOf)));

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

    [Theory]
    [InlineData("approve:1@institute", "", "0 of 1 approval by the members of institute with the role approver is there.", "1 more of the members of institute with the role approver, other than the member who asks, can approve.")]
    [InlineData("approve:3@institute", "approved:erin", "1 of 3 approvals by the members of institute with the role approver are there.", "2 more of the members of institute with the role approver, other than the member who asks, can approve.")]
    [InlineData("approve:2*compliance@lab/each", "", "0 of 2 approvals for this member by the members of lab with the role compliance are there.", "2 more of the members of lab with the role compliance, other than the member who asks, can approve.")]
    [InlineData("approve:1@institute", "approved:jack refused:erin", "1 of the members of institute with the role approver has refused.", "Whoever refused can approve, or take the refusal back.")]
    [InlineData("approve:1@institute", "approved:jack refused:erin refused:gina", "2 of the members of institute with the role approver have refused.", "Whoever refused can approve, or take the refusal back.")]
    [InlineData("terms:yes", "", "The member has not acknowledged the item's terms.", "The member can read and acknowledge them.")]
    public void A_denial_says_whose_approval_or_what_acknowledgement_it_waits_for(string policy, string state, string text, string whatWouldChangeIt)
    {
        Question question = new(
            Scene.Policy(policy), Scene.Readers["bob"], SealedKey.Content, "research", SceneState.Of(state), Scene.Day("5"), Scene.Agreement);

        FailedCondition failed = Assert.Single(question.Failed());
        Assert.Equal((text, whatWouldChangeIt, null), (failed.Text, failed.WhatWouldChangeIt, failed.CouldChangeAt));
    }

    [Fact]
    public void A_denial_says_when_and_what_would_change_it()
    {
        Question question = new(
            Scene.Policy("embargo:10 for:research,mitigation"), Scene.Readers["dave"], SealedKey.Content, "oversight", AccessState.Fresh, Scene.Day("5"), Scene.Agreement);

        Assert.Equal(
            [
                new(ConditionCode.Embargo, "The item is under embargo until 2026-01-11 00:00 UTC.", Scene.Day("10"), "The sender can end the embargo earlier."),
                new(ConditionCode.NotInAudience, "The member is not in the item's audience.", null, "The sender can take the member into the audience."),
                new(ConditionCode.PurposeNotListed, "The policy does not permit the purpose oversight.", null, "State one of the purposes mitigation, research, if it is yours."),
            ],
            question.Failed());
    }
}
