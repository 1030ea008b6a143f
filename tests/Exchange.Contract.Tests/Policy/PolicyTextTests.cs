using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Wording;

namespace Exchange.Contract.Tests.Policy;

public sealed class PolicyTextTests
{
    [Theory]
    [InlineData(
        "",
        "Marked TLP:AMBER. For institute/bob, who must have the role reader. The card is shown at once. "
            + "The contents may be opened at once, for as long as the agreement is in force. "
            + "To open the contents a reader must state the purpose research. The sender may grant it only to members of the audience. "
            + "The sender may withdraw it, and narrow or widen this policy.")]
    [InlineData(
        "to:bob,red-team@lab,approver@institute tlp:AMBER+STRICT embargo:10 expires:20.5 card:after-embargo max:3 each:1 "
            + "for:research,mitigation,evaluation",
        "Marked TLP:AMBER+STRICT. For institute/bob, the team red-team of lab and every approver of institute, who must have the role "
            + "reader. The card is shown from 2026-01-11 00:00 UTC, until 2026-01-21 12:00 UTC. "
            + "The contents are under embargo until 2026-01-11 00:00 UTC and may be opened from then until 2026-01-21 12:00 UTC. "
            + "They may be opened at most 3 times in total, and once by each person. To open the contents a reader must state one of the "
            + "purposes evaluation, mitigation or research. The sender may grant it only to members of the audience. "
            + "The sender may withdraw it, and narrow or widen this policy.")]
    [InlineData(
        "to:nobody",
        "Marked TLP:AMBER. The audience is empty, so nobody may open it.")]
    [InlineData(
        "for:nothing card:with-contents expires:20 each:2",
        "Marked TLP:AMBER. For institute/bob, who must have the role reader. The card is shown to each reader once they have opened the "
            + "contents, until 2026-01-21 00:00 UTC. The contents may be opened at once, until 2026-01-21 00:00 UTC. "
            + "Each person may open them at most twice. No purpose is permitted, so nobody may open the contents. "
            + "The sender may grant it only to members of the audience. The sender may withdraw it, and narrow or widen this policy.")]
    [InlineData(
        "embargo:20 expires:10 max:0",
        "Marked TLP:AMBER. For institute/bob, who must have the role reader. The card is shown at once, until 2026-01-11 00:00 UTC. "
            + "The contents may never be opened: access expires at 2026-01-11 00:00 UTC, before the embargo ends at 2026-01-21 00:00 UTC. "
            + "They may be opened 0 times in total. To open the contents a reader must state the purpose research. "
            + "The sender may grant it only to members of the audience. The sender may withdraw it, and narrow or widen this policy.")]
    [InlineData(
        "version:4",
        "The policy has version 4, which this software cannot read, so nobody may open the item with it.")]
    public void A_policy_reads_as_plain_sentences(string policy, string text) =>
        Assert.Equal(text, PolicyText.Sentence(Scene.Policy(policy), Scene.NameOf));

    [Theory]
    [InlineData(
        "approve:1@institute", "One approver of institute, not counting the reader, must approve before the contents can be opened.",
        "Approvers may see the card; a refusal blocks opening until the approver approves or takes it back.")]
    [InlineData(
        "approve:2*compliance@lab/each",
        "2 different compliance members of lab, not counting the reader, must approve before the contents can be opened, separately for "
            + "each reader.",
        "Approvers may see the card; a refusal blocks opening until the approver approves or takes it back.")]
    [InlineData(
        "approve:1@lab,3@institute",
        "3 different approvers of institute, not counting the reader, must approve before the contents can be opened.",
        "One approver of lab, not counting the reader, must approve before the contents can be opened.",
        "Approvers may see the card; a refusal blocks opening until the approver approves or takes it back.")]
    [InlineData("terms:yes", "Each reader must first acknowledge the terms in the card.")]
    [InlineData("onward:party", "The sender may grant it to other readers of the audience's parties.")]
    [InlineData("onward:agreement", "The sender may grant it to other readers of any party to the agreement.")]
    [InlineData("grant:readers", "The sender, or a reader with a permit, may grant it only to members of the audience.")]
    [InlineData(
        "grant:readers onward:party", "The sender, or a reader with a permit, may grant it to other readers of the audience's parties.")]
    [InlineData("revocable:no", "The sender may not withdraw it or narrow this policy.")]
    [InlineData(
        "revocable:no approve:1@lab", "One approver of lab, not counting the reader, must approve before the contents can be opened.",
        "Approvers may see the card; a refusal blocks opening until the approver approves or takes it back.",
        "The sender may neither withdraw it nor change this policy.")]
    [InlineData("keep:90", "It must be kept for 90 days.")]
    public void Approvals_terms_sharing_and_changes_read_as_plain_sentences(string policy, params string[] lines) =>
        Assert.Equal(lines, PolicyText.Lines(Scene.Policy(policy), Scene.NameOf).Except(PolicyText.Lines(Scene.Policy(""), Scene.NameOf)));

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
            ["The stated purpose is not a purpose code.", "The policy does not permit the stated purpose."],
            question.Failed().Select(ConditionText.Of));
    }

    [Theory]
    [InlineData(
        "approve:1@institute", "", "0 of 1 approval from approvers of institute.",
        "1 more approver of institute, other than the member who asks, can approve.")]
    [InlineData(
        "approve:3@institute", "approved:erin", "1 of 3 approvals from approvers of institute.",
        "2 more approvers of institute, other than the member who asks, can approve.")]
    [InlineData(
        "approve:2*compliance@lab/each", "", "0 of 2 approvals for this member from compliance members of lab.",
        "2 more compliance members of lab, other than the member who asks, can approve.")]
    [InlineData(
        "approve:1@institute", "approved:jack refused:erin", "1 approver of institute has refused.",
        "The one who refused can approve, or take back the refusal.")]
    [InlineData(
        "approve:1@institute", "approved:jack refused:erin refused:gina", "2 approvers of institute have refused.",
        "Those who refused can approve, or take back their refusals.")]
    [InlineData("terms:yes", "", "The member has not acknowledged the item's terms.", "The member can read and acknowledge them.")]
    public void A_denial_says_whose_approval_or_what_acknowledgement_it_waits_for(
        string policy,
        string state,
        string text,
        string whatWouldChangeIt)
    {
        Question question = new(
            Scene.Policy(policy), Scene.Readers["bob"], SealedKey.Content, "research", SceneState.Of(state), Scene.Day("5"),
            Scene.Agreement);

        FailedCondition failed = Assert.Single(question.Failed());
        Assert.Equal(
            (text, whatWouldChangeIt, null),
            (ConditionText.Of(failed), ConditionText.Remedy(failed, question.Policy), failed.CouldChangeAt));
    }

    [Fact]
    public void A_denial_says_when_and_what_would_change_it()
    {
        Question question = new(
            Scene.Policy("embargo:10 for:research,mitigation"), Scene.Readers["dave"], SealedKey.Content, "oversight", AccessState.Fresh,
            Scene.Day("5"), Scene.Agreement);

        Assert.Equal(
            new (string, DateTimeOffset?, string?)[]
            {
                ("The item is under embargo until 2026-01-11 00:00 UTC.", Scene.Day("10"), "The sender can end the embargo earlier."),
                ("The member is not in the item's audience.", null, "The sender can add the member to the audience."),
                (
                    "The policy does not permit the purpose oversight.",
                    null,
                    "State one of the purposes mitigation, research, if it is yours."),
            },
            question.Failed()
                .Select(failed => (ConditionText.Of(failed), failed.CouldChangeAt, ConditionText.Remedy(failed, question.Policy))));
    }
}
