using System.Collections.Frozen;
using System.Globalization;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Tests.Policy;

/// <summary>
/// The people, times and words that the policy's tables are written in. Day 0 is the agreement's start, day 100 its end.
/// </summary>
internal static class Scene
{
    public static readonly PartyName Lab = PartyName.Parse("lab");
    public static readonly PartyName Institute = PartyName.Parse("institute");
    public static readonly Handle RedTeam = Handle.Parse("red-team");
    public static readonly DateTimeOffset Day0 = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly AgreementTerms Agreement = new(
        ["research", "evaluation", "mitigation", "oversight", "incident"],
        Day0,
        Day0.AddDays(100),
        [Lab, Institute],
        MinimumRetentionDays: 30);

    /// <summary>
    /// Bob is a reader in the institute's red team; dave a reader in no team; carol compliance; erin approver and reader; gina and jack
    /// approvers; frank a reader in the lab's red team, which has the same name; hugo an approver of the lab, ines approver and reader.
    /// Names with a dash are those of the same people later.
    /// </summary>
    public static readonly FrozenDictionary<string, Reader> Readers = new Dictionary<string, Reader>
    {
        ["bob"] = Person(1, Institute, [Role.Reader], [RedTeam]),
        ["bob-revoked"] = Person(1, Institute, [Role.Reader], [RedTeam]) with { Active = false },
        ["bob-submitter"] = Person(1, Institute, [Role.Submitter], [RedTeam]),
        ["bob-submitter-revoked"] = Person(1, Institute, [Role.Submitter], [RedTeam]) with { Active = false },
        ["bob-without-roles"] = Person(1, Institute, [], [RedTeam]),
        ["dave"] = Person(2, Institute, [Role.Reader], []),
        ["carol"] = Person(3, Institute, [Role.Compliance], []),
        ["erin"] = Person(4, Institute, [Role.Approver, Role.Reader], []),
        ["erin-reader"] = Person(4, Institute, [Role.Reader], []),
        ["erin-revoked"] = Person(4, Institute, [Role.Approver, Role.Reader], []) with { Active = false },
        ["frank"] = Person(5, Lab, [Role.Reader], [RedTeam]),
        ["gina"] = Person(6, Institute, [Role.Approver], []),
        ["jack"] = Person(7, Institute, [Role.Approver], []),
        ["hugo"] = Person(8, Lab, [Role.Approver], []),
        ["ines"] = Person(9, Lab, [Role.Approver, Role.Reader], []),
    }.ToFrozenDictionary();

    /// <summary>The terms of a policy that has some.</summary>
    public static readonly Sha256Digest Terms = Sha256Digest.Of("the terms"u8);

    public static MemberId Id(byte number) => MemberId.Parse(Base32.Encode([.. new byte[15], number]));

    public static string NameOf(MemberId id) =>
        Readers.Where(entry => entry.Value.Id == id)
            .Select(entry => $"{entry.Value.Party}/{entry.Key}")
            .Order(StringComparer.Ordinal)
            .First();

    /// <summary>
    /// A policy from the words that <c>DecisionTable.txt</c> explains. What is not said: to bob, card at once, for research, TLP:AMBER.
    /// </summary>
    public static AccessPolicy Policy(string words)
    {
        AccessPolicy policy = new()
        {
            Version = PolicyEvaluator.Version,
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
            "approve" => policy with { Approvals = [.. value.Split(',').Select(Rule)] },
            "terms" when value == "yes" => policy with { Terms = Terms },
            "onward" => policy with { OnwardSharing = Enum.Parse<OnwardSharing>(value, ignoreCase: true) },
            "grant" => policy with { Grantors = Enum.Parse<Grantors>(value, ignoreCase: true) },
            "keep" => policy with { RetentionDays = uint.Parse(value, CultureInfo.InvariantCulture) },
            "revocable" when value == "no" => policy with { Revocable = false },
            _ => throw new FormatException(word),
        };
    }

    // 2@institute, 1*compliance@lab, 1@lab/each
    private static ApprovalRule Rule(string text)
    {
        bool eachReader = text.EndsWith("/each", StringComparison.Ordinal);
        string[] parts = (eachReader ? text[..^"/each".Length] : text).Split('@');
        string[] count = parts[0].Split('*');
        Role role = count.Length == 1 ? Role.Approver : Enum.Parse<Role>(count[1], ignoreCase: true);
        return new ApprovalRule(PartyName.Parse(parts[1]), role, uint.Parse(count[0], CultureInfo.InvariantCulture), eachReader);
    }

    private static Audience To(string value)
    {
        string[] entries = value == "nobody" ? [] : value.Split(',');
        return new Audience(
            [.. entries.Where(entry => !entry.Contains('@')).Select(name => Readers[name].Id)],
            [.. Groups(entries).Where(group => !IsRole(group.Name))
                .Select(group => new AudienceTeam(PartyName.Parse(group.Party), Handle.Parse(group.Name)))],
            [.. Groups(entries).Where(group => IsRole(group.Name))
                .Select(group => new AudienceRole(PartyName.Parse(group.Party), Enum.Parse<Role>(group.Name, ignoreCase: true)))]);
    }

    private static IEnumerable<(string Name, string Party)> Groups(string[] entries) =>
        entries.Where(entry => entry.Contains('@')).Select(entry => entry.Split('@')).Select(parts => (parts[0], parts[1]));

    private static bool IsRole(string name) => Enum.TryParse<Role>(name, ignoreCase: true, out _);

    private static Reader Person(byte number, PartyName party, Role[] roles, Handle[] teams) =>
        new(Id(number), party, roles.ToFrozenSet(), teams.ToFrozenSet(), Active: true);
}
