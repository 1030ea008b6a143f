using System.CommandLine;

namespace Exchange.Cli.Help;

/// <summary>Verbs that belong together, under a heading of the root's help.</summary>
internal sealed record VerbGroup(string Heading, IReadOnlyList<Command> Verbs);
