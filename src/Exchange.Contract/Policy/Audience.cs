using Exchange.Contract.Ids;
using Exchange.Contract.Members;

namespace Exchange.Contract.Policy;

/// <summary>
/// Who may open an item. An empty audience means nobody. The lists are put in canonical order, without repetition, when they are
/// set.
/// </summary>
public sealed record Audience(IReadOnlyList<MemberId> Members, IReadOnlyList<AudienceTeam> Teams, IReadOnlyList<AudienceRole> Roles)
{
    public static Audience Nobody { get; } = new([], [], []);

    public IReadOnlyList<MemberId> Members
    {
        get;
        init => field = InOrder(value);
    } = InOrder(Members);

    public IReadOnlyList<AudienceTeam> Teams
    {
        get;
        init => field = InOrder(value);
    } = InOrder(Teams);

    public IReadOnlyList<AudienceRole> Roles
    {
        get;
        init => field = InOrder(value);
    } = InOrder(Roles);

    /// <summary>Members, teams and roles together.</summary>
    public int Count => Members.Count + Teams.Count + Roles.Count;

    /// <summary>Whether the reader is named, is in a named team of their own party, or holds a named role of their own party.</summary>
    public bool Includes(Reader reader) =>
        Members.Contains(reader.Id)
        || Teams.Any(entry => entry.Party == reader.Party && reader.Teams.Contains(entry.Team))
        || Roles.Any(entry => entry.Party == reader.Party && reader.Roles.Contains(entry.Role));

    private static ValueList<MemberId> InOrder(IReadOnlyList<MemberId> members) =>
        ValueList<MemberId>.Sorted(members, static member => member.ToString());

    // '/' cannot occur in a name and sorts after '-' but before every letter and digit. All that matters is that every
    // implementation does the same, so the text "party/name" is the key.
    private static ValueList<AudienceTeam> InOrder(IReadOnlyList<AudienceTeam> teams) =>
        ValueList<AudienceTeam>.Sorted(teams, static entry => $"{entry.Party}/{entry.Team}");

    private static ValueList<AudienceRole> InOrder(IReadOnlyList<AudienceRole> roles) =>
        ValueList<AudienceRole>.Sorted(roles, static entry => $"{entry.Party}/{RoleNames.Format(entry.Role)}");
}

/// <summary>All members of one team of one party.</summary>
public sealed record AudienceTeam(PartyName Party, Handle Team);

/// <summary>All members of one party who hold a role. To open anything they must also be readers.</summary>
public sealed record AudienceRole(PartyName Party, Role Role);
