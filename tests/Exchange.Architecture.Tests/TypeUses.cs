using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Exchange.Architecture.Tests;

/// <summary>Which types a type uses: its parents, fields, signatures, attributes, and all that its method bodies touch.</summary>
internal sealed class TypeUses(CompiledAssembly assembly)
{
    private readonly MetadataReader reader = assembly.Metadata;
    private readonly NamedTypes names = new();

    /// <summary>
    /// The full names that each top-level type uses. What the compiler nests in it (closures, state machines) and what
    /// people nest in it count as its own.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> ByOutermostType() => reader.TypeDefinitions
        .GroupBy(handle => NamedTypes.NameOf(reader, handle).Split('/')[0], StringComparer.Ordinal)
        .ToDictionary(
            group => group.Key,
            IReadOnlySet<string> (group) =>
                group.SelectMany(handle => Of(reader.GetTypeDefinition(handle))).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);

    private IEnumerable<string> Of(TypeDefinition type) =>
    [
        .. Of(type.BaseType),
        .. type.GetInterfaceImplementations().SelectMany(handle => Of(reader.GetInterfaceImplementation(handle).Interface)),
        .. type.GetGenericParameters().SelectMany(Constraints),
        .. Attributes(type.GetCustomAttributes()),
        .. type.GetFields().SelectMany(handle => Of(handle)),
        .. type.GetMethods().SelectMany(handle => Of(reader.GetMethodDefinition(handle))),
    ];

    private IEnumerable<string> Of(MethodDefinition method)
    {
        List<string> used =
        [
            .. Of(method.DecodeSignature(names, null)),
            .. method.GetGenericParameters().SelectMany(Constraints),
            .. Attributes(method.GetCustomAttributes()),
        ];
        if (assembly.Body(method) is { } body)
        {
            used.AddRange(Instructions.Operands(body).SelectMany(Of));
            used.AddRange(body.ExceptionRegions.SelectMany(region => Of(region.CatchType)));
            if (!body.LocalSignature.IsNil)
            {
                used.AddRange(reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(names, null).SelectMany(set => set));
            }
        }

        return used;
    }

    private IEnumerable<string> Of(EntityHandle handle)
    {
        if (handle.IsNil)
        {
            return [];
        }

        switch (handle.Kind)
        {
            case HandleKind.TypeReference:
                return [NamedTypes.NameOf(reader, (TypeReferenceHandle)handle)];
            case HandleKind.TypeDefinition:
                return [NamedTypes.NameOf(reader, (TypeDefinitionHandle)handle)];
            case HandleKind.TypeSpecification:
                return reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(names, null);
            case HandleKind.FieldDefinition:
                FieldDefinition field = reader.GetFieldDefinition((FieldDefinitionHandle)handle);
                return [.. field.DecodeSignature(names, null), .. Of(field.GetDeclaringType())];
            case HandleKind.MethodDefinition:
                MethodDefinition method = reader.GetMethodDefinition((MethodDefinitionHandle)handle);
                return [.. Of(method.DecodeSignature(names, null)), .. Of(method.GetDeclaringType())];
            case HandleKind.MethodSpecification:
                MethodSpecification generic = reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                return [.. generic.DecodeSignature(names, null).SelectMany(set => set), .. Of(generic.Method)];
            case HandleKind.MemberReference:
                MemberReference member = reader.GetMemberReference((MemberReferenceHandle)handle);
                return member.GetKind() == MemberReferenceKind.Field
                    ? [.. member.DecodeFieldSignature(names, null), .. Of(member.Parent)]
                    : [.. Of(member.DecodeMethodSignature(names, null)), .. Of(member.Parent)];
            case HandleKind.StandaloneSignature or HandleKind.ModuleReference:
                return [];
            default:
                throw new NotSupportedException($"no reading of {handle.Kind}");
        }
    }

    private static IEnumerable<string> Of(MethodSignature<ImmutableHashSet<string>> signature) =>
        signature.ParameterTypes.Aggregate(signature.ReturnType, (all, parameter) => all.Union(parameter));

    private IEnumerable<string> Constraints(GenericParameterHandle handle) => reader.GetGenericParameter(handle).GetConstraints()
        .SelectMany(constraint => Of(reader.GetGenericParameterConstraint(constraint).Type));

    private IEnumerable<string> Attributes(CustomAttributeHandleCollection attributes) =>
        attributes.SelectMany(attribute => Of(reader.GetCustomAttribute(attribute).Constructor));
}
