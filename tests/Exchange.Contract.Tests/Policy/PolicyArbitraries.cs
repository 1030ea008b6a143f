using System.Collections.Frozen;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Formats.Primitives;
using FsCheck;
using FsCheck.Fluent;

namespace Exchange.Contract.Tests.Policy;

/// <summary>Policies and questions over few people, days and purposes, so that conditions often meet.</summary>
public static class PolicyArbitraries
{
    private static readonly PartyName[] Parties = [Scene.Lab, Scene.Institute];
    private static readonly Handle[] Teams = [Scene.RedTeam, Handle.Parse("evals")];
    private static readonly string[] Purposes = ["research", "evaluation", "mitigation", "gossip"];
    private static readonly MemberId[] Members = [.. Enumerable.Range(1, 5).Select(number => Scene.Id((byte)number))];

    private static Gen<uint> MostlyKnown { get; } =
        Gen.Frequency((19, Gen.Constant(PolicyEvaluator.Version)), (1, Gen.Constant(PolicyEvaluator.Version + 1)));

    public static Arbitrary<AccessPolicy> Policies() => Policy(Gen.Constant(PolicyEvaluator.Version)).ToArbitrary();

    public static Arbitrary<Question> Questions() => Arb.From(
        from policy in Policy(MostlyKnown)
        from reader in Reader()
        from key in Gen.Elements(SealedKey.Card, SealedKey.Content)
        from purpose in Gen.Elements(["", "research", "research", .. Purposes])
        from state in StateArbitrary.Of(reader)
        from at in Instant()
        from agreement in Terms()
        from sound in Gen.Elements(true, false)
        let question = new Question(policy, reader, key, purpose.Length == 0 ? null : purpose, state, at, agreement)
        select sound ? Sound(question) : question);

    public static Arbitrary<Tightening> Tightenings() => TighteningArbitrary.All().ToArbitrary();

    public static Arbitrary<Setback> Setbacks() => SetbackArbitrary.All().ToArbitrary();

    public static Arbitrary<PolicyPair> Pairs() => Arb.From(
        from before in Policy(MostlyKnown)
        from other in Policy(MostlyKnown)
        from fields in Gen.Choose(0, PolicyPair.Fields - 1).ListOf(2)
        select new PolicyPair(before, fields.Aggregate(before, (policy, field) => PolicyPair.Take(policy, other, field))));

    /// <summary>With nothing in the way but, perhaps, approvals and terms: so that this decides often.</summary>
    private static Question Sound(Question question) => question with
    {
        Policy = question.Policy with
        {
            Audience = question.Policy.Audience with { Members = [.. question.Policy.Audience.Members, question.Reader.Id] },
            Embargo = null,
            Expires = null,
            MaxOpenings = null,
            Purposes = [.. question.Policy.Purposes, "research"],
        },
        Reader = question.Reader with { Roles = new HashSet<Role>(question.Reader.Roles) { Role.Reader } },
        Purpose = "research",
        At = question.Agreement.Start.AddHours(1),
        Agreement = question.Agreement with { Purposes = [.. question.Agreement.Purposes.Union(["research"])] },
    };

    private static Gen<AccessPolicy> Policy(Gen<uint> versions) =>
        from version in versions
        from members in Gen.SubListOf(Members)
        from teams in Gen.SubListOf(Parties.SelectMany(party => Teams.Select(team => new AudienceTeam(party, team))).ToArray())
        from roles in Gen.SubListOf(
            Parties.SelectMany(party => Enum.GetValues<Role>().Select(role => new AudienceRole(party, role))).ToArray())
        from cardShows in Gen.Elements(Enum.GetValues<CardShows>())
        from embargo in Maybe(Instant())
        from expires in Maybe(Instant())
        from total in Maybe(Gen.Choose(0, 4))
        from perPerson in Maybe(Gen.Choose(0, 3))
        from purposes in SomeOrAll(Purposes)
        from tlp in Gen.Elements(Enum.GetValues<Tlp>())
        from handling in Gen.Elements("", "OFFICIAL", "OFFICIAL-SENSITIVE RECIPIENTS ONLY")
        select new AccessPolicy
        {
            Version = version,
            Audience = new Audience([.. members], [.. teams], [.. roles.Take(3)]),
            CardShows = cardShows,
            Embargo = embargo,
            Expires = expires,
            MaxOpenings = (uint?)total,
            MaxOpeningsPerPerson = (uint?)perPerson,
            Purposes = [.. purposes],
            Tlp = tlp,
            Handling = handling,
        } into policy
        from full in Governed(policy)
        select full;

    private static Gen<AccessPolicy> Governed(AccessPolicy policy) =>
        from rules in Rules()
        from terms in Gen.Elements<Sha256Digest?>(null, null, Scene.Terms, Sha256Digest.Of("other terms"u8))
        from onward in Gen.Elements(Enum.GetValues<OnwardSharing>())
        from grantors in Gen.Elements(Enum.GetValues<Grantors>())
        from retention in Maybe(Gen.Choose(1, 400))
        from revocable in Gen.Elements(true, false)
        select policy with
        {
            Approvals = [.. rules],
            Terms = terms,
            OnwardSharing = onward,
            Grantors = grantors,
            RetentionDays = (uint?)retention,
            Revocable = revocable,
        };

    /// <summary>One of each party at most.</summary>
    private static Gen<IEnumerable<ApprovalRule>> Rules() =>
        from parties in Gen.Frequency(
            (1, Gen.Constant<IEnumerable<PartyName>>([])),
            (1, Gen.SubListOf(Parties).Select(IEnumerable<PartyName> (list) => list)))
        from role in Gen.Elements(Role.Approver, Role.Approver, Role.Compliance, Role.Reader)
        from count in Gen.Elements(1u, 1u, 2u)
        from eachReader in Gen.Elements(true, false)
        from otherwise in Gen.Elements(true, false)
        select parties.Select((party, index) => new ApprovalRule(party, role, count, eachReader ^ (otherwise && index > 0)));

    internal static Gen<Reader> Reader() => Gen.Elements(Members).SelectMany(Reader);

    internal static Gen<Reader> Reader(MemberId id) =>
        from party in Gen.Elements(Parties)
        from roles in Gen.SubListOf(Enum.GetValues<Role>())
        from alsoReader in Gen.Elements(true, true, true, false)
        from teams in Gen.SubListOf(Teams)
        from revoked in Rarely()
        select new Reader(
            id, party, roles.Concat(alsoReader ? [Role.Reader] : Array.Empty<Role>()).ToFrozenSet(), teams.ToFrozenSet(), !revoked);

    private static Gen<AgreementTerms> Terms() =>
        from start in Gen.Choose(-2, 2)
        from length in Gen.Choose(3, 12)
        from purposes in SomeOrAll(Purposes[..3])
        select new AgreementTerms(
            [.. purposes], Scene.Day0.AddDays(start), Scene.Day0.AddDays(start + length), Parties, MinimumRetentionDays: 30);

    private static Gen<DateTimeOffset> Instant() => Gen.Choose(-2, 10).Select(day => Scene.Day0.AddDays(day));

    internal static Gen<bool> Rarely() => Gen.Elements(true, false, false, false, false, false, false, false);

    private static Gen<string[]> SomeOrAll(string[] values) =>
        Gen.OneOf(Gen.SubListOf(values).Select(some => some.ToArray()), Gen.Constant(values));

    private static Gen<T?> Maybe<T>(Gen<T> values)
        where T : struct =>
        Gen.Frequency((2, Gen.Constant<T?>(null)), (1, values.Select(value => (T?)value)));
}
