using System.CommandLine;

namespace Exchange.Cli.Help;

/// <summary>A command with examples, which its help ends with.</summary>
/// <param name="description">The first line stands in the list of verbs; further lines in the verb's own help only.</param>
internal sealed class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Lines that a person could type.</summary>
    public IReadOnlyList<string> Examples => examples;
}
