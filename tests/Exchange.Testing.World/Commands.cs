using Exchange.Cli;
using Exchange.Cli.Shell;

namespace Exchange.Testing.World;

/// <summary>Runs commands in this process, through the same entry as the program's Main.</summary>
public static class Commands
{
    public static Task<CommandResult> RunAsync(string[] arguments) => RunAsync(arguments, CommandEnvironment.Bare);

    /// <param name="environment">Another clock, somebody to ask, a terminal.</param>
    public static async Task<CommandResult> RunAsync(string[] arguments, CommandEnvironment environment)
    {
        StringWriter output = new();
        StringWriter error = new();
        int exit = await CommandLine.RunAsync(arguments, output, error, environment, TestContext.Current.CancellationToken);
        return new CommandResult(exit, output.ToString(), error.ToString());
    }

    public static Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken) =>
        CommandLine.RunAsync(arguments, output, error, CommandEnvironment.Bare, cancellationToken);
}
