using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Exchange.Cli.Help;
using Exchange.Cli.Shell;
using Exchange.Client.Errors;
using Exchange.Formats.Primitives;
using Exchange.Formats.Safety;
using Exchange.Reports;

namespace Exchange.Cli;

/// <summary>
/// The one entry to every command. Whatever a command throws becomes two lines and an exit code here, never a stack trace.
/// </summary>
public static class CommandLine
{
    private const int HelpWidth = 80;

    public static async Task<int> RunAsync(
        string[] args,
        TextWriter output,
        TextWriter error,
        CommandEnvironment environment,
        CancellationToken cancellationToken)
    {
        // Running without a verb is an error: the help goes to standard error.
        bool nothing = args.Length == 0;
        ParseResult parsed = Build(environment).Parse(nothing ? ["--help"] : args);
        if (parsed.Errors.Count > 0)
        {
            return Refuse(error, parsed);
        }

        try
        {
            InvocationConfiguration configuration = new()
            {
                Output = nothing ? error : output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            int exit = await parsed.InvokeAsync(configuration, cancellationToken);
            await output.FlushAsync(CancellationToken.None);
            return nothing ? (int)ExitCode.Usage : exit;
        }
        catch (ClientException told)
        {
            return Tell(error, told.Exit, told.What, told.Why, told.Next);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Tell(error, ExitCode.Failed, "Stopped.", "", "");
        }
        catch (ReportException refused)
        {
            return Tell(error, ExitCode.Failed, TerminalText.Safe(refused.Message) + ".", "", refused.Next);
        }
        catch (MalformedException problem)
        {
            return Tell(error, ExitCode.Failed, TerminalText.Safe(problem.Message) + ".", "", "");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Tell(
                error,
                ExitCode.Failed,
                "A file could not be read or written.",
                TerminalText.Safe(problem.Message),
                "Check the path, its permissions and the free disk space.");
        }
        catch (Exception unforeseen)
        {
            return Tell(
                error,
                ExitCode.Failed,
                "This is a bug in exchange.",
                $"{unforeseen.GetType().Name}: {TerminalText.Safe(unforeseen.Message)}",
                "Please report it, with the command that you ran.");
        }
    }

    private static RootCommand Build(CommandEnvironment environment)
    {
        RootCommand root =
            new("Share evaluation results and risk findings under a policy,\nwith a log that nobody can rewrite unnoticed.");
        foreach (Option option in SharedOptions.All)
        {
            root.Options.Add(option);
        }

        IReadOnlyList<VerbGroup> groups = AllVerbs.Create(environment);
        foreach (Command verb in groups.SelectMany(group => group.Verbs))
        {
            root.Subcommands.Add(verb);
        }

        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Description = "Show help and examples.";
        help.Action = new VerbHelp(new HelpAction { MaxWidth = environment.Width == 0 ? HelpWidth : environment.Width }, groups);
        return root;
    }

    private static int Refuse(TextWriter error, ParseResult parsed)
    {
        // The parser reports an unknown verb twice, also as a missing one: print one error only.
        foreach (ParseError problem in parsed.Errors
            .OrderByDescending(problem => problem.Message.StartsWith("Unrecognized", StringComparison.Ordinal))
            .Take(1))
        {
            error.WriteLine($"exchange: {TerminalText.Safe(problem.Message)}");
        }

        string hint = parsed.UnmatchedTokens is [string typed, ..] ? MistypedOption.Hint(parsed, typed) : "";
        error.WriteLine($"{hint}See 'exchange {string.Join(' ', VerbPath(parsed.CommandResult))} --help'."
            .Replace("  ", " ", StringComparison.Ordinal));
        return (int)ExitCode.Usage;
    }

    private static IEnumerable<string> VerbPath(SymbolResult? result) =>
        result is CommandResult { Command: not RootCommand } command ? VerbPath(command.Parent).Append(command.Command.Name) : [];

    private static int Tell(TextWriter error, ExitCode exit, string what, string why, string next)
    {
        error.WriteLine($"exchange: {what} {why}".TrimEnd());
        if (next.Length > 0)
        {
            error.WriteLine(next);
        }

        return (int)exit;
    }
}
