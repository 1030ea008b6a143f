using System.Net;
using Exchange.Client.Errors;
using Exchange.Contract.Agreements;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Formats.Primitives;
using Exchange.Formats.Safety;

namespace Exchange.Cli.Shell;

/// <summary>Reads names as people type them; a wrong one is a usage error.</summary>
internal static class Names
{
    /// <summary>Reads with a parser of the contract.</summary>
    public static T Read<T>(string text, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (MalformedException problem)
        {
            throw new ClientException(ExitCode.Usage, $"'{TerminalText.Safe(text, 60)}' is not valid:", problem.Message + ".", "");
        }
    }

    public static IReadOnlyList<Role> Roles(IEnumerable<string> names) =>
        [.. names.Select(name => Read(name, RoleNames.Parse)).Distinct()];

    /// <summary>A member by <c>party/handle</c>, or by handle where it is unique.</summary>
    public static Member Member(DirectoryState directory, string text)
    {
        Member[] found = [.. directory.Members.Where(member => member.Active && IsCalled(member, text))];
        return found switch
        {
            [Member only] => only,
            [] when Team(directory, text) is { } members => throw new ClientException(
                ExitCode.Usage,
                $"'{TerminalText.Safe(text, 70)}' is a team.",
                "This needs a member.",
                $"Name one of its members: {string.Join(", ", members)}"),
            [] => throw new ClientException(
                ExitCode.Usage,
                $"There is no member '{TerminalText.Safe(text, 70)}'.",
                "",
                "See 'exchange member list'."),
            _ => throw new ClientException(
                ExitCode.Usage, $"'{TerminalText.Safe(text, 70)}' matches more than one member.", "", "Write party/handle."),
        };
    }

    private static bool IsCalled(Member member, string text) => member.Name.ToString() == text || member.Name.Handle.ToString() == text;

    private static IReadOnlyList<MemberName>? Team(DirectoryState directory, string text)
    {
        MemberName[] members = [.. directory.Members
            .Where(member => member.Active && member.Teams.Any(team => $"{member.Name.Party}/{team}" == text || team.ToString() == text))
            .Select(member => member.Name)];
        return members.Length == 0 ? null : members;
    }

    /// <summary>Also finds former members, by their last name or their id; an active one comes first.</summary>
    public static Member MemberEver(DirectoryState directory, string text)
    {
        Member[] gone = [.. directory.Members.Where(member => !member.Active && IsCalled(member, text))];
        bool active = directory.Members.Any(member => member.Active && IsCalled(member, text));
        return (active, gone, directory.Members.FirstOrDefault(member => member.Id.ToString() == text)) switch
        {
            (_, _, { } byId) => byId,
            (false, [Member only], _) => only,
            (false, [_, ..], _) => throw new ClientException(
                ExitCode.Usage,
                $"'{TerminalText.Safe(text, 70)}' matches more than one former member.",
                "",
                $"Give an id: {string.Join(", ", gone.Select(member => member.Id))}"),
            _ => Member(directory, text),
        };
    }

    /// <exception cref="ClientException">It is not an address and a port.</exception>
    public static IPEndPoint Address(string text) => IPEndPoint.TryParse(text, out IPEndPoint? address) && address.Port != 0
        ? address
        : throw new ClientException(
            ExitCode.Usage, $"'{TerminalText.Safe(text, 60)}' is not an address with a port.", "", "Write it as 127.0.0.1:7443.");

    /// <exception cref="ClientException">The agreement has no such purpose.</exception>
    public static void RequirePurpose(Agreement agreement, string code)
    {
        if (!agreement.Predicate.Purposes.Contains(code))
        {
            throw new ClientException(
                ExitCode.Usage,
                $"'{TerminalText.Safe(code, 40)}' is not a purpose of the agreement.",
                "",
                $"Use one of {string.Join(", ", agreement.Predicate.Purposes)}.");
        }
    }
}
