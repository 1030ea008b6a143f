using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Formats.Primitives;
using Exchange.Testing;

namespace Exchange.EndToEnd.Peers;

/// <summary>
/// One question for both evaluators. What other people have said is a number of approvals and one of refusals by each party, all of
/// them standing: who counts is not Cedar's to find out.
/// </summary>
internal sealed record CedarCase(
    AccessPolicy Policy, Reader Reader, SealedKey Key, string? Purpose, AccessState State, DateTimeOffset At, AgreementTerms Agreement,
    IReadOnlyDictionary<PartyName, int> Approved, IReadOnlyDictionary<PartyName, int> Refused)
{
    public static readonly PartyName[] Parties = [PartyName.Parse("lab"), PartyName.Parse("institute"), PartyName.Parse("bureau")];

    private static readonly Handle[] Teams = [Handle.Parse("red-team"), Handle.Parse("evals")];
    private static readonly string[] Purposes = ["research", "evaluation", "mitigation", "gossip"];
    private static readonly DateTimeOffset Day0 = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public bool Permitted => Decision is Decision.Permit;

    /// <summary>The condition that alone denies; null for a permit, and where there are several.</summary>
    public ConditionCode? DeniedAloneBy => Decision is Decision.Deny { Failed: [FailedCondition only] } ? only.Code : null;

    /// <summary>What alone admits the reader; null where there are several ways in, and where there is none.</summary>
    public string? AdmittedAloneBy => Ways().ToArray() is [string only] ? only : null;

    private Decision Decision => PolicyEvaluator.Decide(Policy, Reader, Key, Purpose, State, At, Agreement);

    /// <summary>The case of a number; the same one each time.</summary>
    public static CedarCase Draw(int number)
    {
        Draws draws = new(number);
        AccessPolicy policy = DrawPolicy(draws);
        Reader reader = DrawReader(draws);
        Dictionary<PartyName, int> approved = Parties.ToDictionary(party => party, _ => draws.Below(4));
        Dictionary<PartyName, int> refused = Parties.ToDictionary(party => party, _ => draws.OneIn(6) ? 1 : 0);
        int start = draws.Below(6) - 3;
        return new CedarCase(
            policy,
            reader,
            draws.Of(SealedKey.Card, SealedKey.Content),
            draws.OneIn(2) ? "research" : draws.Of<string?>([null, .. Purposes]),
            DrawState(draws, policy, reader, approved, refused),
            Day0.AddDays(draws.Below(12)).AddSeconds(draws.Below(3) - 1),
            new AgreementTerms(
                ["research", .. draws.Some(2, "evaluation", "mitigation")],
                Day0.AddDays(start),
                Day0.AddDays(start + 6 + draws.Below(16)),
                Parties,
                MinimumRetentionDays: 30),
            approved,
            refused);
    }

    private IEnumerable<string> Ways() =>
    [
        .. Policy.Audience.Members.Where(member => member == Reader.Id).Select(_ => "named"),
        .. Policy.Audience.Teams.Where(team => team.Party == Reader.Party && Reader.Teams.Contains(team.Team)).Select(_ => "of a team"),
        .. Policy.Audience.Roles.Where(role => role.Party == Reader.Party && Reader.Roles.Contains(role.Role)).Select(_ => "of a role"),
        .. State.GrantedOnward != OnwardSharing.None && State.GrantedOnward <= Policy.OnwardSharing
            ? [$"granted within {State.GrantedOnward}, allowed within {Policy.OnwardSharing}"]
            : Array.Empty<string>(),
        .. Key == SealedKey.Card && Policy.RuleFor(Reader) is not null ? ["asked to approve"] : Array.Empty<string>(),
    ];

    private static AccessPolicy DrawPolicy(Draws draws) => new()
    {
        Version = PolicyEvaluator.Version + (uint)draws.Of(1, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        Audience = new Audience(
            draws.Some(2, Enumerable.Range(0, 4).Select(Id)),
            [.. draws.Some(3, Parties.SelectMany(party => Teams.Select(team => new AudienceTeam(party, team))))],
            [.. draws.Some(6, Parties.SelectMany(party => Enum.GetValues<Role>().Select(role => new AudienceRole(party, role))))]),
        CardShows = draws.Of(Enum.GetValues<CardShows>()),
        Embargo = draws.Maybe(4, () => Day0.AddDays(draws.Below(12))),
        Expires = draws.Maybe(4, () => Day0.AddDays(draws.Below(12))),
        MaxOpenings = draws.Maybe(5, () => (uint)draws.Below(6)),
        MaxOpeningsPerPerson = draws.Maybe(5, () => (uint)draws.Below(4)),
        Purposes = [.. draws.Some(2, Purposes), .. draws.OneIn(4) ? Array.Empty<string>() : ["research"]],
        Tlp = draws.Of(Enum.GetValues<Tlp>()),
        Approvals = [.. draws.Some(5, Parties).Select(party =>
            new ApprovalRule(party, draws.Of(Role.Approver, Role.Approver, Role.Compliance), (uint)(1 + draws.Below(2)), draws.OneIn(2)))],
        Terms = draws.OneIn(4) ? Sha256Digest.Of("terms"u8) : null,
        OnwardSharing = draws.Of(Enum.GetValues<OnwardSharing>()),
        Grantors = draws.Of(Enum.GetValues<Grantors>()),
        Revocable = draws.OneIn(2),
    };

    private static Reader DrawReader(Draws draws) => new(
        Id(draws.Below(5)),
        draws.Of(Parties),
        draws.Some(2, Enum.GetValues<Role>()).Concat(draws.OneIn(8) ? [] : [Role.Reader]).ToHashSet(),
        draws.Some(2, Teams).ToHashSet(),
        Active: !draws.OneIn(12));

    private static AccessState DrawState(
        Draws draws,
        AccessPolicy policy,
        Reader reader,
        Dictionary<PartyName, int> approved,
        Dictionary<PartyName, int> refused)
    {
        int mine = draws.Below(3);
        return new AccessState((uint)(mine + draws.Below(3)), (uint)mine, Withdrawn: draws.OneIn(12))
        {
            TermsAcknowledged = !draws.OneIn(4),
            GrantedOnward = draws.Of(Enum.GetValues<OnwardSharing>()),
            Approvals =
            [
                .. policy.Approvals
                    .SelectMany(rule => Enumerable.Range(0, approved[rule.Party])
                        .Select(person => Word(rule, reader, 100 + person, ApprovalAnswer.Approve))),
                .. policy.Approvals
                    .SelectMany(rule => Enumerable.Range(0, refused[rule.Party])
                        .Select(person => Word(rule, reader, 200 + person, ApprovalAnswer.Refuse))),
            ],
        };
    }

    private static Approval Word(ApprovalRule rule, Reader reader, int person, ApprovalAnswer answer) => new(
        new Reader(Id(person), rule.Party, new HashSet<Role> { rule.Role }, new HashSet<Handle>(), Active: true),
        answer,
        rule.EachReader ? reader.Id : null,
        Sha256Digest.Of("statement"u8));

    private static MemberId Id(int number) => MemberId.Parse(Base32.Encode([.. new byte[15], (byte)number]));
}
