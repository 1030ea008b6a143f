namespace Exchange.Architecture.Tests;

/// <summary>Generated protobuf types stop at the server's services and at the client's calls: inner code has proven types.</summary>
public sealed class WireTests
{
    private const string Wire = "Exchange.Contract.Wire.";

    /// <summary>Other types that may touch generated ones, each with its reason. An entry that is no longer needed must go.</summary>
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal);

    [Fact]
    public void In_the_server_only_services_and_grpc_plumbing_touch_generated_types() =>
        AssertOnly("Exchange.Server", type => Ends(type, "Service") || type.StartsWith("Exchange.Server.Grpc.", StringComparison.Ordinal));

    [Fact]
    public void In_the_client_only_the_calls_touch_generated_types() =>
        AssertOnly("Exchange.Client", type => Ends(type, "Calls") || Name(type) == "PartDownload");

    // The contract maps them to proven types and keeps the exact bytes that are signed.
    [Fact]
    public void In_the_contract_only_the_mapping_touches_generated_types() =>
        AssertOnly(
            "Exchange.Contract",
            type => type.StartsWith(Wire, StringComparison.Ordinal)
                || Ends(type, "Wire")
                || Ends(type, "Wire2")
                || Ends(type, "Mapping")
                || Ends(type, "Bytes"));

    [Theory]
    [InlineData("Exchange.Formats")]
    [InlineData("Exchange.Reports")]
    public void Elsewhere_nothing_does(string assembly) => AssertOnly(assembly, _ => false);

    [Fact]
    public void Every_exception_is_still_needed() =>
        Assert.Empty(Exceptions.Keys.Except(CompiledAssembly.Names.SelectMany(WireUsers)));

    [Fact]
    public void Uses_inside_bodies_closures_and_type_arguments_are_seen()
    {
        // The reading is only worth something if it finds what is there: it is tried on this very assembly.
        using CompiledAssembly self = new("Exchange.Architecture.Tests");
        IReadOnlySet<string> used = new TypeUses(self).ByOutermostType()[typeof(UseSample).FullName!];
        Assert.Superset(
            new HashSet<string>(
                [
                    "System.Text.StringBuilder", "System.Uri", "System.Version", "System.Numerics.BigInteger", "System.ObsoleteAttribute",
                    "System.TimeoutException",
                ],
                StringComparer.Ordinal),
            new HashSet<string>(used, StringComparer.Ordinal));
        Assert.DoesNotContain("System.Guid", used);
    }

    private static void AssertOnly(string assembly, Predicate<string> allowed) =>
        Assert.Empty(WireUsers(assembly).Where(type => !allowed(type)).Except(Exceptions.Keys));

    private static IReadOnlyList<string> WireUsers(string name)
    {
        using CompiledAssembly assembly = new(name);
        return [.. new TypeUses(assembly).ByOutermostType()
            .Where(type => type.Value.Any(used => used.StartsWith(Wire, StringComparison.Ordinal)))
            .Select(type => type.Key)];
    }

    private static bool Ends(string type, string suffix) => type.EndsWith(suffix, StringComparison.Ordinal);

    private static string Name(string type) => type[(type.LastIndexOf('.') + 1)..];
}
