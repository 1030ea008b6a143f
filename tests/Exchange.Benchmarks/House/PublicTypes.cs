using Microsoft.CodeAnalysis;

namespace Exchange.Benchmarks.House;

/// <summary>Public is a promise: which types make it to nobody.</summary>
internal static class PublicTypes
{
    /// <summary>The public types, by full name, that no other project of src means.</summary>
    /// <remarks>The last project, the executable, has nobody above it and makes no promise.</remarks>
    /// <param name="needed">
    /// Whether those are left out that must be public all the same: something public that another project means shows them in its
    /// signatures.
    /// </param>
    public static IEnumerable<string> Unused(IReadOnlyList<SourceProject> projects, bool needed)
    {
        Dictionary<string, INamedTypeSymbol> declared = projects.Take(projects.Count - 1)
            .SelectMany(project => Declared(project.Compilation.Assembly.GlobalNamespace))
            .Where(type => type.DeclaredAccessibility == Accessibility.Public && SourceProject.IsWritten(type))
            .ToDictionary(FullName, StringComparer.Ordinal);
        HashSet<string> used = [];
        Stack<string> open = new(
            from project in projects
            from file in project.Files
            from type in project.Meant(file)
            where type.ContainingAssembly?.Name != project.Name
            select FullName(type));
        while (open.TryPop(out string? name))
        {
            if (used.Add(name) && needed && declared.TryGetValue(name, out INamedTypeSymbol? type))
            {
                foreach (string shown in Shown(type).SelectMany(Named))
                {
                    open.Push(shown);
                }
            }
        }

        return declared.Keys.Except(used).Order(StringComparer.Ordinal);
    }

    private static IEnumerable<INamedTypeSymbol> Declared(INamespaceSymbol space) =>
        space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(Declared));

    private static IEnumerable<ITypeSymbol> Shown(INamedTypeSymbol type) =>
    [
        .. type.BaseType is { } parent ? [parent] : Array.Empty<ITypeSymbol>(),
        .. type.Interfaces,
        .. type.TypeParameters.SelectMany(parameter => parameter.ConstraintTypes),
        .. type.DelegateInvokeMethod is { } invoke ? Signature(invoke) : [],
        .. type.GetMembers()
            .Where(member => member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected)
            .SelectMany(Signature),
    ];

    private static IEnumerable<ITypeSymbol> Signature(ISymbol member) => member switch
    {
        IMethodSymbol method =>
        [
            method.ReturnType,
            .. method.Parameters.Select(parameter => parameter.Type),
            .. method.TypeParameters.SelectMany(parameter => parameter.ConstraintTypes),
        ],
        IPropertySymbol property => [property.Type, .. property.Parameters.Select(parameter => parameter.Type)],
        IFieldSymbol field => [field.Type],
        INamedTypeSymbol nested => Shown(nested),
        _ => [],
    };

    private static IEnumerable<string> Named(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Named(array.ElementType),
        INamedTypeSymbol named => [FullName(SourceProject.Outermost(named)), .. named.TypeArguments.SelectMany(Named)],
        _ => [],
    };

    private static string FullName(INamedTypeSymbol type) => $"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}";
}
