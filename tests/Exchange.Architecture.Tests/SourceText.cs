using System.Text.RegularExpressions;

namespace Exchange.Architecture.Tests;

/// <summary>One file of src as text: which namespaces of its project it names, used or not.</summary>
internal sealed partial record SourceText(string Path, string Space, string Text)
{
    /// <summary>The code without its comments.</summary>
    private string Code { get; } = string.Join('\n', Text.Split('\n').Where(line => !IsComment(line)));

    /// <summary>The full names of the types that it declares, nested ones as if they were not.</summary>
    public IEnumerable<string> Types => TypeDeclaration().Matches(Code).Select(match => $"{Space}.{match.Groups["name"].Value}");

    /// <summary>Every word that could be the name of a type.</summary>
    public IEnumerable<string> Words => Word().Matches(Code).Select(match => match.Value);

    /// <summary>The hand-written files of a project of src.</summary>
    public static IReadOnlyList<SourceText> Of(string project) =>
        [.. Checkout.CSharpFiles($"src/{project}").Select(path => new SourceText(
            path,
            System.IO.Path.GetDirectoryName(path)!["src/".Length..].Replace('/', '.'),
            string.Join('\n', Checkout.Lines(path))))];

    /// <summary>
    /// The namespaces that it names: in a using, and in front of a type, from the root or from any of the namespaces that it is in.
    /// </summary>
    /// <param name="types">The full names of all types of the project, which tell a namespace from a member of the same name.</param>
    public IEnumerable<string> Named(IReadOnlySet<string> types) =>
    [
        .. UsingLine().Matches(Code).Select(match => match.Groups["name"].Value).Select(name => types.Contains(name) ? Outer(name) : name),
        .. DottedName().Matches(Code).Select(match => match.Value.Split('.')).SelectMany(name => Named(name, types)),
    ];

    private IEnumerable<string> Named(string[] name, IReadOnlySet<string> types) =>
        from around in Around()
        from length in Enumerable.Range(2, name.Length - 1)
        let full = (around.Length == 0 ? "" : around + ".") + string.Join('.', name.Take(length))
        where types.Contains(full)
        select Outer(full);

    /// <summary>The namespaces that a name is looked up in, the global one last.</summary>
    private IEnumerable<string> Around()
    {
        for (string space = Space; space.Length > 0; space = Outer(space))
        {
            yield return space;
        }

        yield return "";
    }

    private static string Outer(string name) => name.LastIndexOf('.') is var dot and > 0 ? name[..dot] : "";

    private static bool IsComment(string line) => line.TrimStart().StartsWith("//", StringComparison.Ordinal);

    [GeneratedRegex(@"^\s*(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?(?:global::)?(?<name>[\w.]+)\s*;", RegexOptions.Multiline)]
    private static partial Regex UsingLine();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*(?:\.[A-Z]\w*)+")]
    private static partial Regex DottedName();

    [GeneratedRegex(@"\b(?:class|struct|record|interface|enum|delegate\s+[\w<>?,.\[\]\s]+?)\s+(?<name>[A-Z]\w*)")]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"\b[A-Z]\w*")]
    private static partial Regex Word();
}
