using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Exchange.Benchmarks.House;

/// <summary>A function or signature as it stands in a file.</summary>
internal sealed record Named(string Name, int Lines, int Parameters);

/// <summary>One hand-written file, parsed.</summary>
/// <param name="Path">Relative to the checkout.</param>
internal sealed record SourceFile(string Path, string Text, SyntaxTree Tree)
{
    public const int Width = 140;

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    private static readonly CSharpParseOptions Commented = Options.WithDocumentationMode(DocumentationMode.Parse);

    public IReadOnlyList<string> Lines { get; } = [.. Text.Split('\n').Where(line => !string.IsNullOrWhiteSpace(line))];

    public int LongLines => Lines.Count(line => line.TrimEnd('\r').Length > Width);

    public int CommentLines => Lines.Count(line => line.TrimStart().StartsWith("//", StringComparison.Ordinal));

    /// <summary>Methods, constructors, operators, local functions and accessors that have a body.</summary>
    public IReadOnlyList<Named> Functions { get; } =
    [
        .. from node in Tree.GetRoot().DescendantNodes()
           where node switch
           {
               BaseMethodDeclarationSyntax method => method.Body is not null || method.ExpressionBody is not null,
               LocalFunctionStatementSyntax => true,
               AccessorDeclarationSyntax accessor => accessor.Body is not null || accessor.ExpressionBody is not null,
               _ => false,
           }
           select new Named(NameOf(node), LinesOf(node), 0),
    ];

    /// <summary>Records and constructors, primary ones too, with the count of what is told apart by its position alone.</summary>
    public IReadOnlyList<Named> Signatures { get; } =
    [
        .. from node in Tree.GetRoot().DescendantNodes()
           let parameters = node switch
           {
               TypeDeclarationSyntax type => type.ParameterList,
               ConstructorDeclarationSyntax constructor => constructor.ParameterList,
               _ => null,
           }
           where parameters is not null
           select new Named(NameOf(node), 0, parameters.Parameters.Count),
    ];

    /// <summary>Types of the file that are in no other type.</summary>
    public IEnumerable<MemberDeclarationSyntax> TopTypes => Tree.GetRoot().DescendantNodes()
        .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax && node.Parent is not TypeDeclarationSyntax)
        .Cast<MemberDeclarationSyntax>();

    public static IEnumerable<SourceFile> ReadAll(string folder) =>
        from path in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        where !path.Split('/').Any(segment => segment is "bin" or "obj")
        select Read(System.IO.Path.GetDirectoryName(folder)!, path);

    /// <summary>A tree of text that is compiled but not measured.</summary>
    public static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, Options);

    public static string NameOf(SyntaxNode node)
    {
        string own = node switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
            LocalFunctionStatementSyntax local => local.Identifier.Text,
            PropertyDeclarationSyntax property => property.Identifier.Text,
            BaseTypeDeclarationSyntax type => type.Identifier.Text,
            DelegateDeclarationSyntax type => type.Identifier.Text,
            _ => node.Kind().ToString(),
        };
        return node.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault() is { } outer ? $"{outer.Identifier.Text}.{own}" : own;
    }

    private static SourceFile Read(string root, string path)
    {
        string text = File.ReadAllText(path);
        return new SourceFile(System.IO.Path.GetRelativePath(root, path), text, CSharpSyntaxTree.ParseText(text, Commented, path));
    }

    private static int LinesOf(SyntaxNode node) => node.ToString().Split('\n').Count(line => !string.IsNullOrWhiteSpace(line));
}
