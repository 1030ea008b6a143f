using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Exchange.Benchmarks.House;

/// <summary>Which folders of a project use which: by a using, by a qualified name, or by the types that the code means.</summary>
internal static class Rooms
{
    /// <summary>The sets of folders that reach each other, each with the references that tie it.</summary>
    public static IEnumerable<string> Cycles(SourceProject project)
    {
        HashSet<(string From, string To, string File)> uses = [.. project.Files.SelectMany(file => Uses(project, file))];
        ILookup<string, string> edges = uses.ToLookup(use => use.From, use => use.To, StringComparer.Ordinal);
        Dictionary<string, HashSet<string>> reach =
            edges.ToDictionary(room => room.Key, room => Reach(edges, room.Key), StringComparer.Ordinal);
        HashSet<string> seen = [];
        foreach (string room in reach.Keys.Where(room => reach[room].Contains(room)).Order(StringComparer.Ordinal))
        {
            List<string> knot =
                [.. reach[room].Where(other => reach.TryGetValue(other, out HashSet<string>? back) && back.Contains(room))];
            if (knot.All(seen.Add))
            {
                IEnumerable<string> ties = from use in uses
                                           where knot.Contains(use.From) && knot.Contains(use.To)
                                           group use.File by (use.From, use.To) into tie
                                           orderby tie.Count()
                                           select $"{Name(tie.Key.From)} → {Name(tie.Key.To)} ({tie.Count()})";
                yield return $"{project.Name}: {string.Join(", ", knot.Order(StringComparer.Ordinal).Select(Name))}: "
                    + $"{string.Join("; ", ties)}";
            }
        }
    }

    private static IEnumerable<(string From, string To, string File)> Uses(SourceProject project, SourceFile file)
    {
        string from = RoomOf(project.Name, Path.GetDirectoryName(file.Path)!["src/".Length..].Replace('/', '.'))!;
        SemanticModel model = project.Compilation.GetSemanticModel(file.Tree);
        IEnumerable<string> usings = file.Tree.GetRoot().DescendantNodes()
            .OfType<UsingDirectiveSyntax>()
            .Where(line => line.Name is not null)
            .Select(line => model.GetSymbolInfo(line.Name!).Symbol)
            .OfType<INamespaceSymbol>()
            .Where(SourceProject.IsWritten)
            .Select(space => space.ToDisplayString());
        IEnumerable<string> types = project.Meant(file)
            .Where(type => type.ContainingAssembly?.Name == project.Name && SourceProject.IsWritten(type))
            .Select(type => type.ContainingNamespace.ToDisplayString());
        return from space in usings.Concat(types).Distinct()
               let to = RoomOf(project.Name, space)
               where to is not null && to != @from
               select (@from, to, file.Path);
    }

    private static string? RoomOf(string project, string space) => space == project ? ""
        : space.StartsWith(project + ".", StringComparison.Ordinal) ? space[(project.Length + 1)..] : null;

    private static HashSet<string> Reach(ILookup<string, string> edges, string from)
    {
        HashSet<string> reached = [];
        Stack<string> open = new([from]);
        while (open.TryPop(out string? room))
        {
            foreach (string next in edges[room].Where(reached.Add))
            {
                open.Push(next);
            }
        }

        return reached;
    }

    private static string Name(string room) => room.Length == 0 ? "root" : room;
}
