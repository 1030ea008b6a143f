namespace Exchange.Architecture.Tests;

/// <summary>Public is a promise: a type makes it only where another project of src takes it up.</summary>
public sealed class PublicTypeTests
{
    /// <summary>Public types that nobody uses, each with its reason. An entry that is no longer needed must go.</summary>
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal);

    [Fact]
    public void A_public_type_is_used_by_another_project_of_src()
    {
        List<string> found = [.. Unused().Except(Exceptions.Keys).Order(StringComparer.Ordinal)];
        Assert.True(found.Count == 0, "no other project of src uses these, so make them internal:\n" + string.Join('\n', found));
    }

    [Fact]
    public void Every_exception_is_still_needed() => Assert.Empty(Exceptions.Keys.Except(Unused()));

    [Fact]
    public void A_public_type_is_used_where_it_is_named_or_shown_by_one_that_is()
    {
        Dictionary<string, IReadOnlySet<string>> types = new(StringComparer.Ordinal)
        {
            ["A.Named"] = new HashSet<string>(["A.Shown", "System.String"]),
            ["A.Shown"] = new HashSet<string>(["A.ShownInTurn"]),
            ["A.ShownInTurn"] = new HashSet<string>(),
            ["A.Unused"] = new HashSet<string>(["A.Named", "A.ShownByNobody"]),
            ["A.ShownByNobody"] = new HashSet<string>(),
        };
        Assert.Equal(["A.Unused", "A.ShownByNobody"], PublicTypes.Unused(types, type => type == "A.Named"));
    }

    [Fact]
    public void What_a_public_type_shows_is_read_from_its_public_members_alone()
    {
        // The reading is only worth something if it finds what is there: it is tried on this very assembly.
        using CompiledAssembly self = new("Exchange.Architecture.Tests");
        IReadOnlySet<string> shown = PublicTypes.Of(self)[typeof(PublicSample).FullName!];
        Assert.Superset(
            new HashSet<string>(["System.Version", "System.Uri", "System.TimeZoneInfo", "System.IDisposable"], StringComparer.Ordinal),
            new HashSet<string>(shown, StringComparer.Ordinal));
        Assert.DoesNotContain("System.Text.StringBuilder", shown);
        Assert.DoesNotContain(typeof(UseSample).FullName!, PublicTypes.Of(self).Keys);
    }

    private static List<string> Unused()
    {
        // The executable has no project above it. What its code and the others' mean is found in the assemblies; constants and
        // names of types are not in there, but in the sources.
        string[] projects = [.. Rooms.Projects];
        Dictionary<string, HashSet<string>> words = projects.ToDictionary(
            project => project, project => SourceText.Of(project).SelectMany(file => file.Words).ToHashSet(), StringComparer.Ordinal);
        Dictionary<string, HashSet<string>> uses = projects.ToDictionary(project => project, Uses, StringComparer.Ordinal);
        List<KeyValuePair<string, IReadOnlySet<string>>> types = [];
        Dictionary<string, string> homes = new(StringComparer.Ordinal);
        foreach (string project in projects.Except(["Exchange.Cli"]))
        {
            using CompiledAssembly assembly = CompiledAssembly.Of(project);
            foreach (KeyValuePair<string, IReadOnlySet<string>> type in PublicTypes.Of(assembly).Where(type => !IsGenerated(type.Key)))
            {
                types.Add(type);
                homes.Add(type.Key, project);
            }
        }

        return [.. PublicTypes.Unused(types, type => projects
            .Where(project => project != homes[type])
            .Any(project => uses[project].Contains(type) || words[project].Contains(Simple(type))))];
    }

    private static HashSet<string> Uses(string project)
    {
        using CompiledAssembly assembly = CompiledAssembly.Of(project);
        return [.. new TypeUses(assembly).ByOutermostType().Values.SelectMany(used => used).Select(used => used.Split('/')[0])];
    }

    private static bool IsGenerated(string type) => type.StartsWith("Exchange.Contract.Wire.", StringComparison.Ordinal);

    private static string Simple(string type) => type[(type.LastIndexOf('.') + 1)..].Split('`')[0];
}
