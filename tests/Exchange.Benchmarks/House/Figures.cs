using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Exchange.Benchmarks.House;

/// <summary>One row of figures over some files. Medians and percentiles are those of the sorted values, by nearest rank.</summary>
internal static class Figures
{
    private const int TinyLines = 12;

    public static string Heading =>
        $"{"",-18} {"files",5} {"lines",6} {"file med/p90/max",16} {"functions",9} {"fn med/p90/max",14} {"line p90/p99/max",16} "
        + $"{"> 140",7} {"<= 12",6} {"types (public)",14} {"interfaces",10} {"comments",8}";

    public static double Tiny(IReadOnlyCollection<SourceFile> files) =>
        files.Count(file => file.Lines.Count <= TinyLines) / (double)files.Count;

    public static string Row(string name, IReadOnlyList<SourceFile> files)
    {
        int lines = files.Sum(file => file.Lines.Count);
        int[] perFile = [.. files.Select(file => file.Lines.Count).Order()];
        int[] functions = [.. files.SelectMany(file => file.Functions).Select(function => function.Lines).Order()];
        int[] widths = [.. files.SelectMany(file => file.Lines).Select(line => line.TrimEnd('\r').Length).Order()];
        List<MemberDeclarationSyntax> types = [.. files.SelectMany(file => file.TopTypes).DistinctBy(SpaceAndName)];
        int open = types.Count(type => type.Modifiers.Any(word => word.IsKind(SyntaxKind.PublicKeyword)));
        int longLines = files.Sum(file => file.LongLines);
        double comments = files.Sum(file => file.CommentLines) / (double)lines;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-18} {files.Count,5} {lines,6} {Spread(perFile, 50, 90),16} {functions.Length,9} {Spread(functions, 50, 90),14} "
                + $"{Spread(widths, 90, 99),16} {longLines / (double)lines,7:P1} {Tiny(files),6:P0} {$"{types.Count} ({open})",14} "
                + $"{types.Count(type => type is InterfaceDeclarationSyntax),10} {comments,8:P1}");
    }

    private static string SpaceAndName(MemberDeclarationSyntax type) =>
        $"{type.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name}.{SourceFile.NameOf(type)}"
        + $"`{(type as TypeDeclarationSyntax)?.TypeParameterList?.Parameters.Count}";

    private static string Spread(int[] sorted, int first, int second) =>
        $"{At(sorted, first)} / {At(sorted, second)} / {(sorted.Length > 0 ? sorted[^1] : 0)}";

    private static int At(int[] sorted, int percent) =>
        sorted.Length == 0 ? 0 : sorted[Math.Max(0, ((sorted.Length * percent) + 99) / 100 - 1)];
}
