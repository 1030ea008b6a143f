using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;

namespace Exchange.Client.Policies;

/// <summary>
/// An audience as people write it: a member <c>party/handle</c> (or <c>handle</c> where it is unique), a team <c>party/team</c>, or
/// everybody of a party with a role, <c>party/@role</c>. Where a member and a team have the same name, the member is meant.
/// </summary>
public static class AudienceNames
{
    public static Audience Read(IEnumerable<string> names, DirectoryState directory) =>
        Join(names.Select(name => ReadOne(name, directory)));

    public static Audience Join(IEnumerable<Audience> parts)
    {
        Audience[] all = [.. parts];
        return new Audience(
            [.. all.SelectMany(part => part.Members)],
            [.. all.SelectMany(part => part.Teams)],
            [.. all.SelectMany(part => part.Roles)]);
    }

    /// <exception cref="PolicyValueException">Nobody has that name, or more than one member.</exception>
    public static Audience ReadOne(string text, DirectoryState directory)
    {
        int role = text.IndexOf("/@", StringComparison.Ordinal);
        if (role >= 0)
        {
            PartyName party = PolicyValues.Party(text[..role], directory.Agreement);
            return new Audience([], [], [new AudienceRole(party, PolicyValues.Role(text[(role + 2)..]))]);
        }

        if (MemberName.TryParse(text, out MemberName full) && directory.Find(full) is { } member)
        {
            return new Audience([member.Id], [], []);
        }

        Member[] found = [.. directory.Members.Where(other => other.Active && other.Name.Handle.ToString() == text)];
        return found switch
        {
            [Member only] => new Audience([only.Id], [], []),
            [] => Team(text, directory),
            _ => throw new PolicyValueException(
                $"{Spelling.Quoted(text)} matches more than one member.",
                $"Write party/handle: {string.Join(" or ", found.Take(3).Select(other => other.Name))}."),
        };
    }

    private static Audience Team(string text, DirectoryState directory)
    {
        string[] teams = [.. Teams(directory)];
        IEnumerable<string> members = directory.Members.Where(member => member.Active).Select(member => member.Name.ToString());
        return teams.Contains(text) && MemberName.TryParse(text, out MemberName team)
            ? new Audience([], [new AudienceTeam(team.Party, team.Handle)], [])
            : throw new PolicyValueException(
                $"There is no member or team {Spelling.Quoted(text)}.",
                $"{Hint(text, [.. members, .. teams])}See 'exchange member list'.");
    }

    private static string Hint(string text, string[] known)
    {
        string last = LastOf(text).TrimStart('@');
        if (RoleNames.TryParse(last, out _))
        {
            return $"Everybody of a party with the role {last} is party/@{last}. ";
        }

        // The right name with the wrong party before it is farther from it than a slip, but was meant.
        string? meant = known.FirstOrDefault(name => LastOf(name) == last)
            ?? Spelling.Nearest(text, known)
            ?? (Spelling.Nearest(last, known.Select(LastOf)) is { } near ? known.First(name => LastOf(name) == near) : null);
        return meant is null ? "" : $"Did you mean '{meant}'? ";
    }

    private static string LastOf(string name) => name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private static IEnumerable<string> Teams(DirectoryState directory) => directory.Members
        .Where(member => member.Active)
        .SelectMany(member => member.Teams.Select(team => $"{member.Name.Party}/{team}"))
        .Distinct(StringComparer.Ordinal);
}
