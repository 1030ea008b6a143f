using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Exchange.Benchmarks.House;

/// <summary>One project of src: its files, and what the compiler makes of them.</summary>
internal sealed record SourceProject(string Name, IReadOnlyList<SourceFile> Files, CSharpCompilation Compilation)
{
    private const string Implicit = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private readonly Dictionary<SourceFile, List<INamedTypeSymbol>> meant = [];

    /// <summary>The projects of src, each after those that it refers to.</summary>
    /// <param name="root">A checkout; it need not be built.</param>
    /// <param name="generated">A built checkout: its generated wire types stand in for those of <paramref name="root"/>.</param>
    public static List<SourceProject> ReadAll(string root, string generated)
    {
        // The assemblies of this process have all that src refers to; its own projects are compiled from their sources.
        List<MetadataReference> platform =
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(path => Path.GetFileNameWithoutExtension(path) is { } name && name != "exchange" && !IsOurs(name))
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
        Dictionary<string, (string Path, XDocument File)> waiting = Directory
            .EnumerateFiles(Path.Combine(root, "src"), "*.csproj", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => (path, XDocument.Load(path)), StringComparer.Ordinal);
        List<SourceProject> read = [];
        while (waiting.Count > 0)
        {
            string name = waiting.Keys.Order(StringComparer.Ordinal)
                .First(name => !References(waiting[name].File).Any(waiting.ContainsKey));
            (string path, XDocument file) = waiting[name];
            waiting.Remove(name);
            List<SourceFile> files = [.. SourceFile.ReadAll(Path.GetDirectoryName(path)!).Select(file => Under("src", file))];
            string usings = string.Concat(Included(file, "Using").Select(space => $"global using {space};\n"));
            string wire = Path.Combine(generated, "src", name, "obj", "Release", "net10.0", "exchange");
            read.Add(new SourceProject(name, files, CSharpCompilation.Create(
                name,
                [
                    .. files.Select(file => file.Tree),
                    SourceFile.Parse(Implicit + usings),
                    .. Directory.Exists(wire)
                        ? Directory.EnumerateFiles(wire, "*.cs", SearchOption.AllDirectories)
                            .Select(path => SourceFile.Parse(File.ReadAllText(path)))
                        : [],
                ],
                [.. platform, .. read.Select(project => project.Compilation.ToMetadataReference())],
                new CSharpCompilationOptions(
                    OutputKind.DynamicallyLinkedLibrary,
                    nullableContextOptions: NullableContextOptions.Enable))));
        }

        return read;
    }

    /// <summary>The types that a file means, by name or through one of their members, of whichever project.</summary>
    public IReadOnlyList<INamedTypeSymbol> Meant(SourceFile file)
    {
        if (!meant.TryGetValue(file, out List<INamedTypeSymbol>? types))
        {
            SemanticModel model = Compilation.GetSemanticModel(file.Tree);
            types =
            [
                .. file.Tree.GetRoot().DescendantNodes()
                    .OfType<SimpleNameSyntax>()
                    .Select(name => model.GetSymbolInfo(name))
                    .Select(found => found.Symbol ?? found.CandidateSymbols.FirstOrDefault())
                    .Select(symbol => symbol as INamedTypeSymbol ?? symbol?.ContainingType)
                    .OfType<INamedTypeSymbol>()
                    .Select(Outermost)
                    .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default),
            ];
            meant.Add(file, types);
        }

        return types;
    }

    public static INamedTypeSymbol Outermost(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? Outermost(outer) : type.OriginalDefinition;

    /// <summary>Whether a person wrote it: what is generated has no path here.</summary>
    public static bool IsWritten(ISymbol symbol) => symbol.Locations.Any(at => at.SourceTree is { FilePath.Length: > 0 });

    private static bool IsOurs(string name) => name.StartsWith("Exchange.", StringComparison.Ordinal);

    private static SourceFile Under(string folder, SourceFile file) => file with { Path = $"{folder}/{file.Path}" };

    private static IEnumerable<string> References(XDocument file) =>
        Included(file, "ProjectReference").Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/')));

    private static IEnumerable<string> Included(XDocument file, string item) =>
        file.Descendants(item).Select(element => element.Attribute("Include")?.Value).OfType<string>();
}
