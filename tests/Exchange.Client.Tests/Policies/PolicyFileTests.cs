using System.Text;
using Exchange.Client.Agreements;
using Exchange.Client.Errors;
using Exchange.Client.Policies;
using Exchange.Client.Tests.Fakes;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Contract.Policy.Rules;

namespace Exchange.Client.Tests.Policies;

public sealed class PolicyFileTests
{
    private static readonly AccessPolicy Full = AgreementDefaults.Policy with
    {
        Embargo = TwoParties.Day0,
        Expires = TwoParties.Day0.AddDays(50),
        MaxOpenings = 7,
        MaxOpeningsPerPerson = 3,
        Handling = "OFFICIAL",
        Approvals = [new ApprovalRule(PartyName.Parse("institute"), Role.Approver, 1, EachReader: false)],
        Terms = PolicyValues.Terms("old").Digest,
    };

    private readonly PolicyWorld world = new();

    [Fact]
    public void Every_field_can_be_set()
    {
        PolicyDraft draft = world.Read("""
            # Everything at once.
            audience: [institute/bob, institute/cyber, lab/@reader]
            card: after-embargo
            embargo: 2026-02-01T09:00:00Z
            expires: 90d
            openings: 10
            openings-per-person: 2
            purposes: [research, evaluation]
            approvals:
              - { count: 2, party: institute, role: compliance, each-reader: true }
              - { count: 1 }
            terms: |
              Not to leave the building.

              Ask first.
            onward-sharing: party
            grantors: readers
            retention: 1000d
            revocable: false
            marking: AMBER
            handling: OFFICIAL-SENSITIVE
            """);

        Assert.NotNull(draft.Terms);
        Assert.Equal("Not to leave the building.\n\nAsk first.", draft.Terms.Text);
        Assert.Equal(
            new AccessPolicy
            {
                Version = PolicyEvaluator.Version,
                Audience = new Audience(
                    [world.Parties.Bob.Id],
                    [new AudienceTeam(PartyName.Parse("institute"), Handle.Parse("cyber"))],
                    [new AudienceRole(PartyName.Parse("lab"), Role.Reader)]),
                CardShows = CardShows.AfterEmbargo,
                Embargo = new DateTimeOffset(2026, 2, 1, 9, 0, 0, TimeSpan.Zero),
                Expires = TwoParties.Day0.AddDays(90),
                MaxOpenings = 10,
                MaxOpeningsPerPerson = 2,
                Purposes = ["research", "evaluation"],
                Approvals =
                [
                    new ApprovalRule(PartyName.Parse("institute"), Role.Compliance, 2, EachReader: true),
                    new ApprovalRule(PartyName.Parse("lab"), Role.Approver, 1, EachReader: false),
                ],
                Terms = draft.Terms.Digest,
                OnwardSharing = OnwardSharing.Party,
                Grantors = Grantors.Readers,
                RetentionDays = 1000,
                Revocable = false,
                Tlp = Tlp.Amber,
                Handling = "OFFICIAL-SENSITIVE",
            },
            draft.Policy);
    }

    [Fact]
    public void Its_fields_are_called_as_in_a_difference_between_policies()
    {
        AccessPolicy other = Full with
        {
            Audience = new Audience([world.Parties.Bob.Id], [], []),
            CardShows = CardShows.WithContents,
            Embargo = null,
            Expires = null,
            MaxOpenings = null,
            MaxOpeningsPerPerson = null,
            Purposes = [],
            Approvals = [],
            Terms = null,
            OnwardSharing = OnwardSharing.Agreement,
            Grantors = Grantors.Readers,
            RetentionDays = null,
            Revocable = false,
            Tlp = Tlp.Red,
            Handling = "",
        };
        Assert.Equal(
            PolicyFields.Examples.Keys,
            PolicyDifference.Between(Full, other, id => id.ToString()).Select(field => field.Name).Distinct());
    }

    [Fact]
    public void Every_example_is_right()
    {
        string file = string.Join('\n', PolicyFields.Examples.Values)
            .Replace("institute/red-team", "institute/cyber", StringComparison.Ordinal)
            .Replace("mitigation", "evaluation", StringComparison.Ordinal);
        Assert.Equal(Tlp.AmberStrict, world.Read(file).Policy.Tlp);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("null")]
    [InlineData("~")]
    public void What_is_optional_can_be_taken_away(string none)
    {
        string[] fields = ["embargo", "expires", "openings", "openings-per-person", "approvals", "terms", "retention", "handling"];
        PolicyDraft draft = world.Read(string.Join('\n', fields.Select(field => $"{field}: {none}")), Full);
        Assert.Equal(AgreementDefaults.Policy with { RetentionDays = null }, draft.Policy);
        Assert.Null(draft.Terms);
    }

    [Fact]
    public void What_is_not_set_stays_as_it_was()
    {
        AccessPolicy first = AgreementDefaults.Policy with { RetentionDays = null };
        Assert.Equal(first, world.Read("marking: AMBER+STRICT", first).Policy);
        Assert.Equal(first with { MaxOpenings = 3 }, world.Read("openings: 3", first).Policy);
        Assert.Equal(Full with { MaxOpenings = 3 }, world.Read("{\"openings\": '3'}", Full).Policy);
    }

    [Fact]
    public void All_its_mistakes_are_told_at_once_and_of_many_the_first_five()
    {
        ClientException refused = world.Refuse("expiers: 90d\nopenings: many\nmarking: [RED]");
        Assert.Equal("p.yaml has 3 mistakes.", refused.What);
        Assert.Equal(
            [
                "p.yaml:1:1: 'expiers' is not a field of a policy. Did you mean 'expires'?",
                "p.yaml:2:11: 'many' is not a count. Write a whole number from 1 on, such as 10.",
                "p.yaml:3:10: Marking must be one value. For example: marking: AMBER+STRICT",
            ],
            refused.Next.Split('\n'));
        Assert.EndsWith(
            "\nand 2 more.",
            world.Refuse(string.Join('\n', Enumerable.Range(0, 7).Select(number => $"x{number}: 1"))).Next,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_kind_or_size_is_refused()
    {
        Assert.Contains("too large", world.Refuse(new byte[PolicyFile.MaxBytes + 1]).What, StringComparison.Ordinal);
        Assert.Contains("UTF-8", world.Refuse([0xFF, 0xFE, 0x00]).What, StringComparison.Ordinal);
        Assert.Equal(3u, world.Read(Encoding.UTF8.GetString([.. "\uFEFF"u8, .. "openings: 3\r\n"u8])).Policy.MaxOpenings);
    }

    [Fact]
    public void A_name_that_stands_twice_counts_once() =>
        Assert.Single(world.Read("audience: [institute/bob, institute/bob]").Policy.Audience.Members);
}
