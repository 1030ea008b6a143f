using System.CommandLine;
using Exchange.Cli.Demo;
using Exchange.Cli.Help;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange demo [FILE…]</c>.</summary>
internal static class DemoVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string[]> files = new("FILE")
        {
            Description = "Evaluation logs; without one, a sample that is made on the spot.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Verb command = new(
            "demo",
            "Two organisations, a submission, a release, an audit, in one go.\nAll of it in a temporary folder, which goes at the end.",
            "exchange demo") { files };
        command.SetAction((parsed, cancellationToken) =>
            new DemoWalk(new Call(parsed, environment)).RunAsync(parsed.GetValue(files) ?? [], cancellationToken));
        return command;
    }
}
