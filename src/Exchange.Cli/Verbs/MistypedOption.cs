using System.CommandLine;
using Exchange.Client.Errors;
using Exchange.Client.Policies;

namespace Exchange.Cli.Verbs;

/// <summary>Where a verb takes any number of files, an option that there is not would be taken for one of them.</summary>
internal static class MistypedOption
{
    /// <exception cref="ClientException">One of the files is none, and looks like an option.</exception>
    public static void Refuse(ParseResult parsed, IEnumerable<string> files)
    {
        if (files.FirstOrDefault(file => file.StartsWith("--", StringComparison.Ordinal) && !File.Exists(file)) is { } typed)
        {
            IEnumerable<string> known = parsed.CommandResult.Command.Options.Concat(SharedOptions.All).Select(option => option.Name);
            throw new ClientException(
                ExitCode.Usage, $"There is no option {Spelling.Quoted(typed)}.", "", $"{Spelling.Hint(typed, known)}See: exchange {parsed.CommandResult.Command.Name} --help");
        }
    }
}
