using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;

namespace Exchange.Architecture.Tests;

/// <summary>The public types of an assembly, and what each of them shows to others.</summary>
internal static class PublicTypes
{
    /// <summary>By full name, each with the full names of all types in its public and protected members, bases and interfaces.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Of(CompiledAssembly assembly)
    {
        MetadataReader reader = assembly.Metadata;
        return reader.TypeDefinitions
            .Select(reader.GetTypeDefinition)
            .Where(type => (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public)
            .ToDictionary(
                type => $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}",
                IReadOnlySet<string> (type) => Shown(reader, type).Select(Outermost).ToHashSet(StringComparer.Ordinal),
                StringComparer.Ordinal);
    }

    /// <summary>
    /// Of the public types of several assemblies, those that nobody names and that nothing shows which somebody names.
    /// </summary>
    /// <param name="named">Whether another project names the type.</param>
    public static IEnumerable<string> Unused(IEnumerable<KeyValuePair<string, IReadOnlySet<string>>> types, Predicate<string> named)
    {
        Dictionary<string, IReadOnlySet<string>> all = types.ToDictionary(StringComparer.Ordinal);
        HashSet<string> used = [];
        Stack<string> open = new(all.Keys.Where(type => named(type)));
        while (open.TryPop(out string? type))
        {
            if (used.Add(type) && all.TryGetValue(type, out IReadOnlySet<string>? shown))
            {
                shown.ToList().ForEach(open.Push);
            }
        }

        return all.Keys.Except(used);
    }

    private static IEnumerable<string> Shown(MetadataReader reader, TypeDefinition type)
    {
        NamedTypes names = new();
        return
        [
            .. Parent(reader, type.BaseType, names),
            .. type.GetInterfaceImplementations()
                .SelectMany(handle => Parent(reader, reader.GetInterfaceImplementation(handle).Interface, names)),
            .. type.GetFields()
                .Select(reader.GetFieldDefinition)
                .Where(field => IsSeen((int)(field.Attributes & FieldAttributes.FieldAccessMask)))
                .SelectMany(field => field.DecodeSignature(names, null)),
            .. type.GetMethods()
                .Select(reader.GetMethodDefinition)
                .Where(method => IsSeen((int)(method.Attributes & MethodAttributes.MemberAccessMask)))
                .Select(method => method.DecodeSignature(names, null))
                .SelectMany(method => method.ParameterTypes.Aggregate(method.ReturnType, (all, parameter) => all.Union(parameter))),
            .. type.GetNestedTypes()
                .Select(reader.GetTypeDefinition)
                .Where(nested => (nested.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.NestedPublic)
                .SelectMany(nested => Shown(reader, nested)),
        ];
    }

    // Fields and methods spell their access alike: 4 is protected, 5 protected or internal, 6 public.
    private static bool IsSeen(int access) => access >= 4;

    private static ImmutableHashSet<string> Parent(MetadataReader reader, EntityHandle handle, NamedTypes names) =>
        handle.IsNil ? [] : handle.Kind switch
        {
            HandleKind.TypeReference => [NamedTypes.NameOf(reader, (TypeReferenceHandle)handle)],
            HandleKind.TypeDefinition => [NamedTypes.NameOf(reader, (TypeDefinitionHandle)handle)],
            _ => reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(names, null),
        };

    private static string Outermost(string type) => type.Split('/')[0];
}
