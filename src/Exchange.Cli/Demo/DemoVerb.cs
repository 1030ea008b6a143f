using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Shell;

namespace Exchange.Cli.Demo;

/// <summary><c>exchange demo [FILE…]</c>.</summary>
internal static class DemoVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string[]> files = new("FILE")
        {
            Description = "Evaluation logs to submit. Default: a generated sample.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Verb command = new(
            "demo",
            """
            Watch two organisations submit, release and audit an item.
            Everything happens in a temporary folder that is deleted afterwards.
            """,
            "exchange demo") { files };
        command.SetAction((parsed, cancellationToken) =>
            new DemoWalk(new Call(parsed, environment)).RunAsync(parsed.GetValue(files) ?? [], cancellationToken));
        return command;
    }
}
