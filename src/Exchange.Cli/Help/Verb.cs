using System.CommandLine;

namespace Exchange.Cli.Help;

/// <summary>A command whose help ends with examples.</summary>
/// <param name="description">The first line appears in the list of verbs; further lines only in the verb's own help.</param>
internal sealed class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Lines that a person could type.</summary>
    public IReadOnlyList<string> Examples => examples;
}
