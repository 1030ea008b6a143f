namespace Exchange.Architecture.Tests;

public sealed class ArrowTests
{
    public static TheoryData<string> SourceProjects => [.. Checkout.SourceProjects.Keys];

    public static TheoryData<string> Assemblies => [.. CompiledAssembly.Names];

    [Fact]
    public void All_rooms_but_the_console_are_there()
    {
        Assert.Empty(Arrows.Projects.Except(Checkout.SourceProjects.Keys).Except(["Exchange.Console"]));
        Assert.Empty(CompiledAssembly.Names.Except(Checkout.SourceProjects.Keys));
    }

    [Theory]
    [MemberData(nameof(SourceProjects))]
    public void A_project_file_names_only_projects_that_the_arrows_allow(string project) =>
        Assert.Empty(Checkout.SourceProjects[project].Projects.Except(Arrows.From(project)));

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void An_assembly_uses_only_assemblies_that_the_arrows_allow(string name)
    {
        using CompiledAssembly assembly = new(name);
        Assert.Empty(assembly.References
            .Where(reference => reference.StartsWith("Exchange.", StringComparison.Ordinal) || reference == "exchange")
            .Except(Arrows.From(name)));
    }

    [Fact]
    public void Server_and_client_never_meet()
    {
        using CompiledAssembly server = new("Exchange.Server");
        using CompiledAssembly client = new("Exchange.Client");
        Assert.DoesNotContain("Exchange.Client", server.References);
        Assert.DoesNotContain("Exchange.Server", client.References);
        Assert.DoesNotContain("Exchange.Client", Checkout.SourceProjects["Exchange.Server"].Projects);
        Assert.DoesNotContain("Exchange.Server", Checkout.SourceProjects["Exchange.Client"].Projects);
    }

    [Fact]
    public void Formats_know_nothing_of_the_service()
    {
        // Of the platform only what computes; no network, no database, no host. Of others only the cryptography.
        using CompiledAssembly formats = new("Exchange.Formats");
        Assert.NotEmpty(formats.References);
        Assert.All(formats.References, reference => Assert.True(
            reference == "BouncyCastle.Cryptography"
                || (reference.StartsWith("System.", StringComparison.Ordinal) && !IsService(reference)),
            $"Exchange.Formats uses {reference}"));
        Assert.Empty(Checkout.SourceProjects["Exchange.Formats"].Frameworks);
    }

    [Fact]
    public void Only_the_server_and_the_executable_host_anything()
    {
        Assert.Equal(
            [],
            Checkout.SourceProjects.Values
                .Where(project => project.Frameworks.Count > 0)
                .Select(project => project.Name)
                .Except(["Exchange.Server", "Exchange.Console", "Exchange.Cli"]));
    }

    private static bool IsService(string reference) =>
        reference.StartsWith("System.Data", StringComparison.Ordinal) || reference.StartsWith("System.Net", StringComparison.Ordinal);
}
