using Exchange.Client.Errors;
using Exchange.Contract.Agreements;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Formats.Primitives;
using Exchange.Reports;

namespace Exchange.Cli.Verbs;

/// <summary>Names as people type them, read at the edge: a wrong one ends as a usage error.</summary>
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
            throw new ClientException(ExitCode.Usage, $"'{TerminalText.Safe(text, 60)}' does not fit:", problem.Message + ".", "");
        }
    }

    public static IReadOnlyList<Role> Roles(IEnumerable<string> names) => [.. names.Select(name => Read(name, RoleNames.Parse)).Distinct()];

    /// <summary>A member by <c>party/handle</c>, or by handle where it is unique.</summary>
    public static Member Member(DirectoryState directory, string text)
    {
        Member[] found = [.. directory.Members.Where(member => member.Active && (member.Name.ToString() == text || member.Name.Handle.ToString() == text))];
        return found switch
        {
            [Member only] => only,
            [] => throw new ClientException(ExitCode.Usage, $"There is no member '{TerminalText.Safe(text, 70)}'.", "", "See 'exchange member list'."),
            _ => throw new ClientException(ExitCode.Usage, $"'{TerminalText.Safe(text, 70)}' is more than one member.", "", "Write party/handle."),
        };
    }

    /// <exception cref="ClientException">The agreement has no such purpose.</exception>
    public static void RequirePurpose(Agreement agreement, string code)
    {
        if (!agreement.Terms.Purposes.Contains(code))
        {
            throw new ClientException(
                ExitCode.Usage, $"'{TerminalText.Safe(code, 40)}' is no purpose of the agreement.", "", $"Use one of {string.Join(", ", agreement.Terms.Purposes)}.");
        }
    }
}
