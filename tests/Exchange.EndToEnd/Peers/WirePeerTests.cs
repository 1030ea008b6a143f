using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Exchange.Contract.Members;

namespace Exchange.EndToEnd.Peers;

/// <summary>gRPC clients of other languages, made from <c>protos/</c> alone, list bob's inbox over mutual TLS.</summary>
[Collection(nameof(PeerTests))]
public sealed class WirePeerTests(PeerWorld world)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Python_lists_the_inbox_that_the_command_line_lists() =>
        await AssertInboxAsync((await PythonAsync(world.Bob.Agreement.Predicate.Operator.Key)).Expect(0));

    [Fact]
    public async Task Node_lists_the_inbox_that_the_command_line_lists() =>
        await AssertInboxAsync((await NodeAsync(world.Bob.Agreement.Predicate.Operator.Key)).Expect(0));

    [Fact]
    public async Task Python_refuses_a_server_that_another_operator_vouches_for() =>
        AssertRefused(await PythonAsync(Foreign()), "Ssl handshake failed");

    [Fact]
    public async Task Node_refuses_a_server_that_another_operator_vouches_for() =>
        AssertRefused(await NodeAsync(Foreign()), "certificate signature failure");

    private async Task AssertInboxAsync(PeerResult listed)
    {
        IEnumerable<string> inbox = (await world.AsAsync("bob", "inbox", "--json"))
            .Expect(0).Json
            .EnumerateArray()
            .Select(item => item.GetProperty("item").GetString()!);
        Assert.Equal(inbox.Order(StringComparer.Ordinal), listed.Lines.Order(StringComparer.Ordinal));
        Assert.Equal(world.Items, listed.Lines);
    }

    private static void AssertRefused(PeerResult listed, string why)
    {
        Assert.NotEqual(0, listed.ExitCode);
        Assert.Empty(listed.Output);
        Assert.Contains(why, listed.Error, StringComparison.Ordinal);
    }

    private async Task<PeerResult> PythonAsync(TlsPublicKey operatorKey) =>
        await PeerProgram.PythonAsync("list_inbox.py", [PeerProgram.Protos, world.Address, .. await CredentialsAsync(operatorKey)]);

    private async Task<PeerResult> NodeAsync(TlsPublicKey operatorKey) =>
        await PeerProgram.NodeAsync(
            "@grpc/grpc-js",
            "list-inbox.mjs",
            [PeerProgram.Protos, world.Address, .. await CredentialsAsync(operatorKey)]);

    /// <summary>PEM files: what the server is held against, bob's certificate, bob's key.</summary>
    private async Task<string[]> CredentialsAsync(TlsPublicKey operatorKey)
    {
        string[] paths = [.. ((string[])["operator", "certificate", "key"]).Select(name => world.In($"{Guid.NewGuid():n}-{name}.pem"))];
        await File.WriteAllTextAsync(paths[0], TrustAnchor(operatorKey), Cancel);
        await File.WriteAllTextAsync(paths[1], world.Bob.Keys.Certificate.ExportCertificatePem(), Cancel);
        await File.WriteAllTextAsync(paths[2], world.Bob.Keys.Tls.ExportPkcs8PrivateKeyPem(), Cancel);
        return paths;
    }

    /// <summary>
    /// The certificate that TLS libraries want where the agreement has a key. Anybody can make it: it is trusted because it is
    /// configured, so what stands in its own signature does not matter (docs/formats/agreement.md).
    /// </summary>
    private static string TrustAnchor(TlsPublicKey operatorKey)
    {
        X500DistinguishedName name = new("CN=exchange operator");
        CertificateRequest request =
            new(name, PublicKey.CreateFromSubjectPublicKeyInfo(operatorKey.SubjectPublicKeyInfo, out _), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        using ECDsa any = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using X509Certificate2 anchor =
            request.Create(name, X509SignatureGenerator.CreateForECDsa(any), now.AddDays(-1), now.AddDays(1), [1]);
        return anchor.ExportCertificatePem();
    }

    private static TlsPublicKey Foreign()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new TlsPublicKey(key.ExportSubjectPublicKeyInfo());
    }
}
