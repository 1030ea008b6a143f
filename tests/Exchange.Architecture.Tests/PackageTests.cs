using System.Text.Json;

namespace Exchange.Architecture.Tests;

public sealed class PackageTests
{
    /// <summary>Every package of src is here with the reason why it is; a new one is a decision, not an edit.</summary>
    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal)
    {
        ["BouncyCastle.Cryptography"] = "X25519, Ed25519, ML-KEM, ML-DSA, scrypt: the platform has none of them everywhere",
        ["Google.Protobuf"] = "the wire, and the exact bytes of policies",
        ["Grpc.AspNetCore"] = "the server's transport",
        ["Grpc.AspNetCore.HealthChecks"] = "the standard health service",
        ["Grpc.AspNetCore.Server"] = "the server's transport without its client half",
        ["Grpc.AspNetCore.Server.Reflection"] = "lets other tools discover the service",
        ["Grpc.Core.Api"] = "what generated code needs",
        ["Grpc.Net.Client"] = "the client's transport",
        ["Grpc.Tools"] = "generates code at build time, ships nothing",
        ["Microsoft.Extensions.Logging.Abstractions"] = "the client's log: the interface, and the generator of its methods",
        ["Polly.Core"] = "the client's retries, hedging and circuit breaking",
        ["Microsoft.Data.Sqlite"] = "the embedded store",
        ["Npgsql"] = "the distributed store",
        ["AWSSDK.S3"] = "sealed parts in S3",
        ["Azure.Storage.Blobs"] = "sealed parts in Azure",
        ["Pkcs11Interop"] = "log keys in a hardware module",
        ["OpenTelemetry.Extensions.Hosting"] = "metrics and traces",
        ["OpenTelemetry.Exporter.OpenTelemetryProtocol"] = "metrics and traces",
        ["OpenTelemetry.Instrumentation.AspNetCore"] = "metrics and traces",
        ["Spectre.Console"] = "the terminal",
        ["System.CommandLine"] = "the parser of the command line",
        ["YamlDotNet"] = "policies as people write them; its event parser only",
        ["ZstdSharp.Port"] = "evaluation logs are zstd inside zip",
    };

    public static TheoryData<string> SourceProjects => [.. Checkout.SourceProjects.Keys];

    [Theory]
    [MemberData(nameof(SourceProjects))]
    public void A_project_asks_only_for_listed_packages(string project) =>
        Assert.Empty(Checkout.SourceProjects[project].Packages.Except(Allowed.Keys));

    [Fact]
    public void Formats_need_nothing_but_cryptography() =>
        Assert.Empty(Checkout.SourceProjects["Exchange.Formats"].Packages.Except(["BouncyCastle.Cryptography"]));

    [Fact]
    public void Versions_stand_in_one_place() =>
        Assert.Empty(ProjectFiles().Where(path => File.ReadAllText(path).Contains(" Version=", StringComparison.Ordinal)).ToList());

    [Fact]
    public void Every_project_has_its_lock_and_it_can_be_read()
    {
        foreach (string project in ProjectFiles())
        {
            // Throws on the leftovers of a merge, which a restore that is not locked silently repairs.
            using JsonDocument file =
                JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json")));
            Assert.True(file.RootElement.GetProperty("dependencies").TryGetProperty("net10.0", out _), project);
        }
    }

    private static IEnumerable<string> ProjectFiles() => new[] { "src", "tests" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*.csproj", SearchOption.AllDirectories));
}
