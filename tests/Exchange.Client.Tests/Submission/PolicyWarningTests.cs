using System.Globalization;
using Exchange.Client.Agreements;
using Exchange.Client.Policies;
using Exchange.Client.Submission;
using Exchange.Client.Tests.Fakes;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Reports;
using Exchange.Reports.Cards;

namespace Exchange.Client.Tests.Submission;

/// <summary>Each warning where it is due, and none where it is not.</summary>
public sealed class PolicyWarningTests
{
    private static readonly PartyName Lab = PartyName.Parse("lab");

    private readonly TwoParties parties = new();

    [Fact]
    public void A_policy_for_one_reader_gives_no_warning_and_what_holds_of_every_item_is_a_note()
    {
        SubmitPreview preview = Build(parties.ToBob);
        Assert.Empty(preview.Warnings);
        Assert.Contains("lab has no guard", Assert.Single(preview.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void It_warns_where_nobody_could_ever_open_it()
    {
        Assert.Contains(
            "nobody who is enrolled now could open it",
            Build(parties.ToBob with { Audience = new Audience([parties.Carol.Id], [], []) }).Warnings);
        Assert.Contains(
            "nobody who is enrolled now could open it",
            Build(parties.ToBob with { Audience = new Audience([], [new AudienceTeam(Lab, Handle.Parse("moon"))], []) }).Warnings);
    }

    [Fact]
    public void It_warns_of_more_than_39_people_and_says_how_many()
    {
        for (int number = 0; number < 37; number++)
        {
            parties.Enrol(string.Create(CultureInfo.InvariantCulture, $"institute/r{number}"), Role.Reader);
        }

        AccessPolicy all = parties.ToBob with { Audience = new Audience([], [], [new AudienceRole(parties.Bob.Name.Party, Role.Reader)]) };
        Assert.Empty(Build(all).Warnings);
        parties.Enrol("institute/r40", Role.Reader);
        Assert.Equal(["40 people could open it"], Build(all).Warnings);
    }

    [Fact]
    public void It_warns_where_too_few_could_approve()
    {
        AccessPolicy policy = parties.ToBob with { Approvals = [new ApprovalRule(Lab, Role.Approver, 2, EachReader: false)] };
        Assert.StartsWith(
            "2 members of lab with the role approver must approve and none is enrolled",
            Assert.Single(Build(policy).Warnings),
            StringComparison.Ordinal);
        parties.Enrol("lab/dana", Role.Approver);
        Assert.StartsWith(
            "2 members of lab with the role approver must approve and only 1 is enrolled",
            Assert.Single(Build(policy).Warnings),
            StringComparison.Ordinal);
        parties.Enrol("lab/gil", Role.Approver);
        SubmitPreview enough = Build(policy);
        Assert.Empty(enough.Warnings);
        Assert.Equal(
            ["lab/alice both", "institute/bob both", "lab/dana card", "lab/gil card"],
            enough.Granted.Select(granted => $"{granted.Member.Name} {(granted.OpensContents ? "both" : "card")}"));
        Assert.Equal([SealedKey.Card], enough.Who.Where(entry => entry.Reader.Party == Lab).Select(entry => entry.Key).Distinct());
    }

    [Fact]
    public void It_warns_where_only_the_sender_could_approve()
    {
        Contract.Directory.Member self = parties.Enrol("lab/ann", Role.Submitter, Role.Approver);
        AccessPolicy policy = parties.ToBob with { Approvals = [new ApprovalRule(Lab, Role.Approver, 1, EachReader: false)] };
        SubmitPreview preview = PreviewBuilder.Build(Order(policy, parties), self, parties.Directory, TwoParties.Day0);
        Assert.Equal(["the only member of lab with the role approver is lab/ann: only the sender could approve"], preview.Warnings);
    }

    [Fact]
    public void It_warns_where_a_readers_party_runs_the_server()
    {
        TwoParties run = new(operatedBy: "institute");
        AccessPolicy policy = AgreementDefaults.Policy with { Audience = new Audience([run.Bob.Id], [], []), Purposes = ["research"] };
        string warning = Assert.Single(PreviewBuilder.Build(Order(policy, run), run.Alice, run.Directory, TwoParties.Day0).Warnings);
        Assert.StartsWith("institute runs the server and has readers of the item", warning, StringComparison.Ordinal);
        TwoParties own = new(operatedBy: "lab");
        Assert.Empty(PreviewBuilder.Build(
            Order(policy with { Audience = new Audience([own.Bob.Id], [], []) }, own),
            own.Alice,
            own.Directory,
            TwoParties.Day0).Warnings);
    }

    [Fact]
    public void What_approvers_and_readers_must_do_first_is_no_reason_to_say_that_nobody_could_open_it()
    {
        parties.Enrol("lab/dana", Role.Approver);
        TermsText terms = TermsText.Of("Ask first.");
        SubmitPreview preview =
            Build(parties.ToBob with { Approvals = [new ApprovalRule(Lab, Role.Approver, 1, EachReader: true)], Terms = terms.Digest });
        Assert.Empty(preview.Warnings);
        Decision.Deny denied = Assert.IsType<Decision.Deny>(preview.Who.First(entry => entry.Key == SealedKey.Content).Decision);
        Assert.Equal([ConditionCode.ApprovalMissing, ConditionCode.TermsNotAcknowledged], denied.Failed.Select(failed => failed.Code));
    }

    [Theory]
    [InlineData(Tlp.AmberStrict, Tlp.Red, Tlp.Red)]
    [InlineData(Tlp.Red, Tlp.Green, Tlp.Red)]
    [InlineData(Tlp.Amber, Tlp.Amber, Tlp.Amber)]
    public void An_answer_begins_from_the_stricter_marking(Tlp kind, Tlp answered, Tlp expected) =>
        Assert.Equal(
            expected,
            ReplyPolicy.Over(AgreementDefaults.Policy with { Tlp = kind }, AgreementDefaults.Policy with { Tlp = answered }).Tlp);

    [Fact]
    public void An_answer_takes_over_the_handling_marking_and_a_laxer_one_is_warned_of()
    {
        AccessPolicy answered = AgreementDefaults.Policy with { Tlp = Tlp.Red, Handling = "OFFICIAL-SENSITIVE" };
        AccessPolicy answer = ReplyPolicy.Over(AgreementDefaults.Policy, answered);
        Assert.Equal("OFFICIAL-SENSITIVE", answer.Handling);
        Assert.Empty(ReplyPolicy.Warnings(answer, answered));
        Assert.Equal("OFFICIAL", ReplyPolicy.Over(AgreementDefaults.Policy with { Handling = "OFFICIAL" }, answered).Handling);
        Assert.Equal(
            [
                "it is marked TLP:GREEN; the item that it answers is marked TLP:RED",
                "it does not have the handling marking of the item that it answers: OFFICIAL-SENSITIVE",
            ],
            ReplyPolicy.Warnings(answer with { Tlp = Tlp.Green, Handling = "" }, answered));
    }

    [Fact]
    public void It_warns_where_a_reader_is_the_only_one_who_could_approve_for_themselves()
    {
        Contract.Directory.Member erin = parties.Enrol("institute/erin", Role.Reader, Role.Approver);
        ApprovalRule one = new(parties.Bob.Name.Party, Role.Approver, 1, EachReader: false);
        AccessPolicy toErin = parties.ToBob with { Audience = new Audience([erin.Id], [], []), Approvals = [one] };
        Assert.Equal(
            ["too few members of institute with the role approver are enrolled, other than the reader: "
                + "institute/erin could not open it until others are"],
            Build(toErin).Warnings);
        Assert.Empty(Build(parties.ToBob with { Approvals = [one] }).Warnings);
        parties.Enrol("institute/gina", Role.Approver);
        Assert.Empty(Build(toErin).Warnings);
    }

    [Fact]
    public void It_warns_of_approvers_who_see_the_card_of_what_is_for_named_people_and_of_those_who_see_nothing()
    {
        parties.Enrol("lab/dana", Role.Approver);
        AccessPolicy red = parties.ToBob with { Tlp = Tlp.Red, Approvals = [new ApprovalRule(Lab, Role.Approver, 1, EachReader: false)] };
        Assert.Equal(["TLP:RED is for named people only, but 1 more member sees the card to approve"], Build(red).Warnings);
        AccessPolicy late = red with { Tlp = Tlp.Amber, CardShows = CardShows.WithContents };
        Assert.Equal(["the card shows with the contents, so approvers decide without seeing it"], Build(late).Warnings);
    }

    [Fact]
    public void It_warns_where_what_cannot_be_taken_back_can_be_used_up() => Assert.Equal(
        ["it is not revocable, but members to whom it is granted onward use up the same maximum of openings"],
        Build(parties.ToBob with { Revocable = false, MaxOpenings = 3, OnwardSharing = OnwardSharing.Party }).Warnings);

    private static ReadOrder Order(AccessPolicy policy, TwoParties of) =>
        new(new ReadFiles(of.Agreement, new ReadReport(new Card { Kind = "document", Title = "t" }, []), []), PolicyDraft.From(policy));

    private SubmitPreview Build(AccessPolicy policy) =>
        PreviewBuilder.Build(Order(policy, parties), parties.Alice, parties.Directory, TwoParties.Day0);
}
