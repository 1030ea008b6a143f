using System.CommandLine;
using Exchange.Client.Errors;
using Exchange.Client.Policies;

namespace Exchange.Cli.Shell;

/// <summary>Guesses what was meant by an option or a verb that does not exist.</summary>
internal static class MistypedOption
{
    /// <summary>For a verb that takes any number of files: a mistyped option would be taken for one of them.</summary>
    /// <exception cref="ClientException">A file does not exist and looks like an option.</exception>
    public static void Refuse(ParseResult parsed, IEnumerable<string> files)
    {
        if (files.FirstOrDefault(file => file.StartsWith("--", StringComparison.Ordinal) && !File.Exists(file)) is { } typed)
        {
            throw new ClientException(
                ExitCode.Usage,
                $"There is no option {Spelling.Quoted(typed)}.",
                "",
                $"{Hint(parsed, typed)}See: exchange {parsed.CommandResult.Command.Name} --help");
        }
    }

    /// <summary>"Did you mean 'x'?" followed by a space, or nothing.</summary>
    public static string Hint(ParseResult parsed, string typed)
    {
        Command command = parsed.CommandResult.Command;
        string[] known = typed.StartsWith('-')
            ? [.. command.Options.Concat(SharedOptions.All).Select(option => option.Name)]
            : [.. command.Subcommands.Select(verb => verb.Name)];
        string near = Spelling.Hint(typed, known);

        // A policy file's names are shorter: openings is --max-openings here.
        return near.Length > 0 || typed.Length < 6
            ? near
            : known.FirstOrDefault(name => name.EndsWith(typed.TrimStart('-'), StringComparison.Ordinal)) is { } longer
            ? $"Did you mean '{longer}'? "
            : "";
    }
}
