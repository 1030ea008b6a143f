using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Exchange.Cli.Help;

/// <summary>Verbs that belong together, under a heading of the root's help.</summary>
internal sealed record VerbGroup(string Heading, IReadOnlyList<Command> Verbs);

/// <summary>The help of a verb, with its examples at the end; and of the program, with its verbs in groups.</summary>
internal sealed class VerbHelp(HelpAction inner, IReadOnlyList<VerbGroup> groups) : SynchronousCommandLineAction
{
    private const int NameWidth = 12;

    /// <summary>A call for help need not be complete.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is RootCommand root)
        {
            WriteRoot(output, root);
            return 0;
        }

        inner.Invoke(parseResult);
        WriteExamples(output, parseResult.CommandResult.Command is Verb verb ? verb.Examples : []);
        return 0;
    }

    private void WriteRoot(TextWriter output, RootCommand root)
    {
        output.WriteLine(root.Description);
        output.WriteLine();
        output.WriteLine("Usage: exchange VERB [options]     For details: exchange VERB --help");
        foreach (VerbGroup group in groups)
        {
            output.WriteLine();
            output.WriteLine($"{group.Heading}:");
            foreach (Command verb in group.Verbs)
            {
                output.WriteLine($"  {verb.Name.PadRight(NameWidth)}{FirstLine(verb.Description)}");
            }
        }

        output.WriteLine();
        output.WriteLine("Options for every verb:");
        foreach (Option option in root.Options.Where(option => option is not VersionOption))
        {
            string names = string.Join(", ", option.Aliases.Where(alias => alias is "-v" or "-h").Append(option.Name))
                + (option.HelpName is { } value ? $" {value}" : "");
            output.WriteLine($"  {names,-24}  {FirstLine(option.Description)}");
        }

        output.WriteLine();
        output.WriteLine("Exit codes: 0 done, 1 failed, 2 wrong usage, 3 denied by policy,");
        output.WriteLine("            4 verification failed, 5 server unreachable.");
        output.WriteLine();
        WriteExamples(
            output,
            [
                "exchange demo", "exchange submit run1.eval --to institute/bob", "exchange inbox",
                "exchange pull k3vq --purpose research -o findings",
            ]);
    }

    private static void WriteExamples(TextWriter output, IReadOnlyList<string> examples)
    {
        if (examples.Count == 0)
        {
            return;
        }

        output.WriteLine(examples.Count == 1 ? "Example:" : "Examples:");
        foreach (string example in examples)
        {
            output.WriteLine($"  {example}");
        }
    }

    private static string FirstLine(string? text) => text?.Split('\n', 2)[0] ?? "";
}
