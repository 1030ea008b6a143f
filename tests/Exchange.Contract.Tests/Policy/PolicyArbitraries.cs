using System.Collections.Frozen;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
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

    public static Arbitrary<AccessPolicy> Policies() => Policy(Gen.Constant(1u)).ToArbitrary();

    public static Arbitrary<Question> Questions() => Arb.From(
        from policy in Policy(Gen.Frequency((19, Gen.Constant(1u)), (1, Gen.Constant(3u))))
        from reader in Reader()
        from key in Gen.Elements(SealedKey.Card, SealedKey.Content)
        from purpose in Gen.Elements(["", .. Purposes])
        from mine in Gen.Choose(0, 2)
        from others in Gen.Choose(0, 2)
        from withdrawn in Rarely()
        from at in Instant()
        from agreement in Terms()
        select new Question(policy, reader, key, purpose.Length == 0 ? null : purpose, new AccessState((uint)(mine + others), (uint)mine, withdrawn), at, agreement));

    /// <summary>One way to take permission away from a policy.</summary>
    public static Arbitrary<Tightening> Tightenings() => Gen.OneOf(
        from days in Gen.Choose(0, 4) select new Tightening("move the embargo later", policy => policy with { Embargo = (policy.Embargo ?? Scene.Day0).AddDays(days) }),
        from days in Gen.Choose(0, 4) select new Tightening("expire earlier", policy => policy with { Expires = policy.Expires?.AddDays(-days) ?? Scene.Day0.AddDays(days) }),
        from less in Gen.Choose(0, 3) select new Tightening("lower the maximum", policy => policy with { MaxOpenings = Lower(policy.MaxOpenings, less) }),
        from less in Gen.Choose(0, 3) select new Tightening("lower the maximum per person", policy => policy with { MaxOpeningsPerPerson = Lower(policy.MaxOpeningsPerPerson, less) }),
        from index in Gen.Choose(0, 3) select new Tightening("remove a purpose", policy => policy with { Purposes = Without(policy.Purposes, index) }),
        from index in Gen.Choose(0, 3) select new Tightening("remove a member", policy => policy with { Audience = policy.Audience with { Members = Without(policy.Audience.Members, index) } }),
        from index in Gen.Choose(0, 3) select new Tightening("remove a team", policy => policy with { Audience = policy.Audience with { Teams = Without(policy.Audience.Teams, index) } }),
        from index in Gen.Choose(0, 3) select new Tightening("remove a role", policy => policy with { Audience = policy.Audience with { Roles = Without(policy.Audience.Roles, index) } }),
        Gen.Constant(new Tightening("show the card later", policy => policy with { CardShows = policy.CardShows == CardShows.AtOnce ? CardShows.AfterEmbargo : CardShows.WithContents })))
        .ToArbitrary();

    private static Gen<AccessPolicy> Policy(Gen<uint> versions) =>
        from version in versions
        from members in Gen.SubListOf(Members)
        from teams in Gen.SubListOf(Parties.SelectMany(party => Teams.Select(team => new AudienceTeam(party, team))).ToArray())
        from roles in Gen.SubListOf(Parties.SelectMany(party => Enum.GetValues<Role>().Select(role => new AudienceRole(party, role))).ToArray())
        from cardShows in Gen.Elements(Enum.GetValues<CardShows>())
        from embargo in Maybe(Instant())
        from expires in Maybe(Instant())
        from total in Maybe(Gen.Choose(0, 4))
        from perPerson in Maybe(Gen.Choose(0, 3))
        from purposes in Gen.SubListOf(Purposes)
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
        };

    private static Gen<Reader> Reader() =>
        from id in Gen.Elements(Members)
        from party in Gen.Elements(Parties)
        from roles in Gen.SubListOf(Enum.GetValues<Role>())
        from alsoReader in Gen.Elements(true, true, true, false)
        from teams in Gen.SubListOf(Teams)
        from revoked in Rarely()
        select new Reader(id, party, roles.Concat(alsoReader ? [Role.Reader] : Array.Empty<Role>()).ToFrozenSet(), teams.ToFrozenSet(), !revoked);

    private static Gen<AgreementTerms> Terms() =>
        from start in Gen.Choose(-2, 2)
        from length in Gen.Choose(1, 10)
        from purposes in Gen.SubListOf("research", "evaluation", "mitigation")
        select new AgreementTerms([.. purposes], Scene.Day0.AddDays(start), Scene.Day0.AddDays(start + length), Parties, MinimumRetentionDays: 30);

    private static Gen<DateTimeOffset> Instant() => Gen.Choose(-2, 10).Select(day => Scene.Day0.AddDays(day));

    private static Gen<bool> Rarely() => Gen.Elements(true, false, false, false, false, false, false, false);

    private static Gen<T?> Maybe<T>(Gen<T> values)
        where T : struct =>
        Gen.OneOf(Gen.Constant<T?>(null), values.Select(value => (T?)value));

    private static uint Lower(uint? maximum, int less) => maximum is { } some ? some - Math.Min(some, (uint)less) : (uint)less;

    private static T[] Without<T>(IReadOnlyList<T> values, int index) => [.. values.Where((_, position) => position != index)];
}
