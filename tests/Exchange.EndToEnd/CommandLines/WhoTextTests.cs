using System.Diagnostics;
using System.Globalization;
using Exchange.Cli.Verbs;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;

namespace Exchange.EndToEnd.CommandLines;

/// <summary>However many could open an item, a person reads it in a few lines.</summary>
public sealed class WhoTextTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly PartyName Institute = PartyName.Parse("institute");
    private static readonly AgreementTerms Agreement =
        new(["research", "evaluation"], Start, Start.AddYears(2), [Institute, PartyName.Parse("lab")], 0);

    [Fact]
    public void Members_of_whom_the_same_is_true_stand_together()
    {
        Dictionary<MemberId, string> names = [];
        Reader[] readers =
        [
            .. Enumerable.Range(0, 1998)
                .Select(number => Member(names, string.Create(CultureInfo.InvariantCulture, $"institute/r{number}"), Role.Reader)),
            Member(names, "institute/erin", Role.Approver), Member(names, "institute/fay", Role.Compliance),
        ];
        AccessPolicy policy = new()
        {
            Version = PolicyEvaluator.Version,
            Audience = new Audience([readers[^1].Id], [], [new AudienceRole(Institute, Role.Reader)]),
            CardShows = CardShows.AtOnce,
            Embargo = Start.AddDays(10),
            Purposes = ["research", "evaluation"],
            Tlp = Tlp.Amber,
            Approvals = [new ApprovalRule(Institute, Role.Approver, 1, EachReader: false)],
        };

        long began = Stopwatch.GetTimestamp();
        string[] lines = [.. WhoText.Lines(
            PolicyWho.EnumerateConcerned(policy, readers, _ => AccessState.Fresh, Start, Agreement),
            policy,
            id => names[id])];
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Equal(
            [
                "institute/r0, institute/r1, institute/r2 and 1,995 others",
                "  card      from 2026-01-01 00:00Z until 2028-01-01 00:00Z: yes",
                "            from 2028-01-01 00:00Z: no: The agreement ended at 2028-01-01 00:00 UTC. "
                    + "The parties can amend the agreement.",
                "  contents  from 2026-01-01 00:00Z until 2026-01-11 00:00Z: no: The item is under embargo until 2026-01-11 00:00 UTC. "
                    + "0 of 1 approval from approvers of institute. 1 more approver of institute, other than the member who asks, "
                    + "can approve.",
            ],
            lines[..4]);
        Assert.Contains("institute/erin", lines);
        Assert.Contains("institute/fay", lines);
        Assert.InRange(lines.Length, 12, 20);
    }

    [Theory]
    [InlineData(0, "nobody")]
    [InlineData(1, "n0")]
    [InlineData(2, "n0 and n1")]
    [InlineData(4, "n0, n1, n2 and n3")]
    [InlineData(5, "n0, n1, n2 and 2 others")]
    public void Names_stand_in_a_row(int count, string row) =>
        Assert.Equal(
            row,
            WhoText.Names([.. Enumerable.Range(0, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"n{number}"))]));

    private static Reader Member(Dictionary<MemberId, string> names, string name, Role role)
    {
        MemberId id = MemberId.New();
        names.Add(id, name);
        return new Reader(id, Institute, new HashSet<Role> { role }, new HashSet<Handle>(), Active: true);
    }
}
