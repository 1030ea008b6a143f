using System.Collections.Frozen;
using System.Globalization;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Tests.Policy;

/// <summary>The people, times and words that the policy's tables are written in. Day 0 is the agreement's start, day 100 its end.</summary>
internal static class Scene
{
    public static readonly PartyName Lab = PartyName.Parse("lab");
    public static readonly PartyName Institute = PartyName.Parse("institute");
    public static readonly Handle RedTeam = Handle.Parse("red-team");
    public static readonly DateTimeOffset Day0 = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly AgreementTerms Agreement = new(
        ["research", "evaluation", "mitigation", "oversight", "incident"], Day0, Day0.AddDays(100), [Lab, Institute], MinimumRetentionDays: 30);

    /// <summary>Bob is a reader in the institute's red team; dave a reader in no team; carol compliance; erin approver and reader; frank a reader in the lab's red team, which has the same name.</summary>
    public static readonly FrozenDictionary<string, Reader> Readers = new Dictionary<string, Reader>
    {
        ["bob"] = Person(1, Institute, [Role.Reader], [RedTeam]),
        ["bob-revoked"] = Person(1, Institute, [Role.Reader], [RedTeam]) with { Active = false },
        ["bob-submitter"] = Person(1, Institute, [Role.Submitter], [RedTeam]),
        ["bob-without-roles"] = Person(1, Institute, [], [RedTeam]),
        ["dave"] = Person(2, Institute, [Role.Reader], []),
        ["carol"] = Person(3, Institute, [Role.Compliance], []),
        ["erin"] = Person(4, Institute, [Role.Approver, Role.Reader], []),
        ["frank"] = Person(5, Lab, [Role.Reader], [RedTeam]),
    }.ToFrozenDictionary();

    public static MemberId Id(byte number) => MemberId.Parse(Base32.Encode([.. new byte[15], number]));

    public static string NameOf(MemberId id) =>
        Readers.Where(entry => entry.Value.Id == id).Select(entry => $"{entry.Value.Party}/{entry.Key}").Order(StringComparer.Ordinal).First();

    /// <summary>A policy from words: <c>to:bob,red-team@institute,approver@institute</c> (a name, a team, a role), <c>card:after-embargo</c>, <c>embargo:10</c>, <c>expires:20</c> (days), <c>max:3</c>, <c>each:1</c>, <c>for:research,mitigation</c>, <c>tlp:RED</c>, <c>version:3</c>. What is not said: to bob, card at once, for research, TLP:AMBER.</summary>
    public static AccessPolicy Policy(string words)
    {
        AccessPolicy policy = new()
        {
            Version = 1,
            Audience = new Audience([Readers["bob"].Id], [], []),
            CardShows = CardShows.AtOnce,
            Purposes = ["research"],
            Tlp = Tlp.Amber,
        };
        return words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate(policy, Say);
    }

    /// <summary>The time at a day; <c>10-</c> is the last tick before day 10.</summary>
    public static DateTimeOffset Day(string text) => text.EndsWith('-')
        ? Day(text[..^1]).AddTicks(-1)
        : Day0.AddDays(double.Parse(text, CultureInfo.InvariantCulture));

    private static AccessPolicy Say(AccessPolicy policy, string word)
    {
        (string name, string value) = word.Split(':') is [string n, string v] ? (n, v) : throw new FormatException(word);
        return name switch
        {
            "to" => policy with { Audience = To(value) },
            "card" => policy with
            {
                CardShows = value switch
                {
                    "at-once" => CardShows.AtOnce,
                    "after-embargo" => CardShows.AfterEmbargo,
                    "with-contents" => CardShows.WithContents,
                    _ => throw new FormatException(word),
                },
            },
            "embargo" => policy with { Embargo = Day(value) },
            "expires" => policy with { Expires = Day(value) },
            "max" => policy with { MaxOpenings = uint.Parse(value, CultureInfo.InvariantCulture) },
            "each" => policy with { MaxOpeningsPerPerson = uint.Parse(value, CultureInfo.InvariantCulture) },
            "for" => policy with { Purposes = value == "nothing" ? [] : value.Split(',') },
            "tlp" => policy with { Tlp = TlpLabel.TryParse(value, out Tlp tlp) ? tlp : throw new FormatException(word) },
            "version" => policy with { Version = uint.Parse(value, CultureInfo.InvariantCulture) },
            _ => throw new FormatException(word),
        };
    }

    private static Audience To(string value)
    {
        string[] entries = value == "nobody" ? [] : value.Split(',');
        return new Audience(
            [.. entries.Where(entry => !entry.Contains('@')).Select(name => Readers[name].Id)],
            [.. Groups(entries).Where(group => !IsRole(group.Name)).Select(group => new AudienceTeam(PartyName.Parse(group.Party), Handle.Parse(group.Name)))],
            [.. Groups(entries).Where(group => IsRole(group.Name)).Select(group => new AudienceRole(PartyName.Parse(group.Party), Enum.Parse<Role>(group.Name, ignoreCase: true)))]);
    }

    private static IEnumerable<(string Name, string Party)> Groups(string[] entries) =>
        entries.Where(entry => entry.Contains('@')).Select(entry => entry.Split('@')).Select(parts => (parts[0], parts[1]));

    private static bool IsRole(string name) => Enum.TryParse<Role>(name, ignoreCase: true, out _);

    private static Reader Person(byte number, PartyName party, Role[] roles, Handle[] teams) =>
        new(Id(number), party, roles.ToFrozenSet(), teams.ToFrozenSet(), Active: true);
}
