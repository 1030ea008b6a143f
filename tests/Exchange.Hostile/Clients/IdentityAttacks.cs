using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Exchange.Client;
using Exchange.Client.Keys;
using Exchange.Contract.Items;
using Exchange.Contract.Wire;
using Grpc.Core;
using Grpc.Net.Client;
using LogClient = Exchange.Contract.Wire.Log.LogClient;
using RetrievalClient = Exchange.Contract.Wire.Retrieval.RetrievalClient;
using SubmissionClient = Exchange.Contract.Wire.Submission.SubmissionClient;

namespace Exchange.Hostile.Clients;

/// <summary>Whoever claims to be another.</summary>
public sealed class IdentityAttacks
{
    private static readonly GetCheckpointRequest Audit = new() { Log = LogName.Audit };

    [Fact]
    [Trait("Attack", "C1")]
    public async Task A_certificate_with_another_organisations_name_on_it_is_still_its_key()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        DeviceKeys bob = server.KeysOf("bob");
        using X509Certificate2 named = Certificate(bob.Tls, "CN=lab/alice, O=lab", DateTimeOffset.UtcNow.AddYears(1));

        await Honest.DuringAsync(server, "C1", async () =>
        {
            // Bob, whatever his certificate says: he sees what bob sees and may not do what alice may.
            GrpcChannel channel = server.Channel(named);
            RpcException refused = await Assert.ThrowsAsync<RpcException>(() => new SubmissionClient(channel)
                .GetPartStatusAsync(
                    new GetPartStatusRequest { Item = server.Item, Part = 1, Root = Google.Protobuf.ByteString.CopyFrom(new byte[32]) },
                    cancellationToken: AttackedServer.Cancel).ResponseAsync);
            Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
        });
    }

    [Fact]
    [Trait("Attack", "C1")]
    public async Task A_key_that_no_membership_names_gets_nothing_whoever_it_says_it_is()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        using ECDsa stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 named = Certificate(stranger, "CN=institute/bob", DateTimeOffset.UtcNow.AddYears(1));

        RpcException refused = await Assert.ThrowsAsync<RpcException>(
            () => new LogClient(server.Channel(named)).GetCheckpointAsync(Audit, cancellationToken: AttackedServer.Cancel).ResponseAsync);

        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
    }

    [Fact]
    [Trait("Attack", "C1")]
    public async Task A_request_that_another_member_signed_is_not_the_callers()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        Participant bob = await server.OpenAsync("bob");
        VerifiedItem item = await Requests.ItemAsync(bob, server.Item);

        // Carol, of the same institute, hands in what bob signed.
        RpcException refused = await Assert.ThrowsAsync<RpcException>(() => new RetrievalClient(server.ChannelOf("carol"))
            .ReleaseAsync(Requests.Signed(bob, Requests.Sound(bob, item)), cancellationToken: AttackedServer.Cancel).ResponseAsync);

        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
        Assert.Equal(0, await Events.CountAsync(server, "release.content"));
    }

    [Fact]
    [Trait("Attack", "C2")]
    public async Task A_certificates_dates_neither_help_nor_harm_since_the_membership_decides()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        using X509Certificate2 expired = Certificate(server.KeysOf("bob").Tls, "CN=device", DateTimeOffset.UtcNow.AddDays(-1));

        GetCheckpointResponse answer =
            await new LogClient(server.Channel(expired)).GetCheckpointAsync(Audit, cancellationToken: AttackedServer.Cancel);

        Assert.NotEmpty(answer.Note);
    }

    [Fact]
    [Trait("Attack", "C2")]
    public async Task A_revoked_member_is_out_at_once_on_open_connections_and_with_requests_signed_before()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        Participant bob = await server.OpenAsync("bob");
        ReleaseRequest signedBefore = Requests.Signed(bob, Requests.Sound(bob, await Requests.ItemAsync(bob, server.Item)));
        GrpcChannel open = server.ChannelOf("bob");
        using AsyncServerStreamingCall<ListedItem> watching =
            new RetrievalClient(open).Watch(new ListRequest(), cancellationToken: AttackedServer.Cancel);
        Assert.True(await watching.ResponseStream.MoveNext(AttackedServer.Cancel));

        await Honest.DuringAsync(server, "C2", async () =>
        {
            (await server.AsAsync("erin", "member", "revoke", "institute/bob", "--reason", "left")).Expect(0);

            RpcException release = await Assert.ThrowsAsync<RpcException>(
                () => new RetrievalClient(open).ReleaseAsync(signedBefore, cancellationToken: AttackedServer.Cancel).ResponseAsync);
            Assert.Equal(StatusCode.PermissionDenied, release.StatusCode);
            await Assert.ThrowsAsync<RpcException>(async () =>
            {
                while (await watching.ResponseStream.MoveNext(AttackedServer.Cancel))
                {
                }
            });
        });
        Assert.Equal(0, await Events.CountAsync(server, "release.content"));
    }

    [Fact]
    [Trait("Attack", "C3")]
    public async Task A_confusing_name_is_malformed_and_nothing_else()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        RetrievalClient bob = new(server.ChannelOf("bob"));
        string[] names =
        [
            server.Item.ToUpperInvariant(), "with\0nul", "%2e%2e%2f", "../../exchange.db", "аааааааааааааааааааааааааа", "\r\nfalse line",
            "",
        ];

        await Honest.DuringAsync(server, "C3", async () =>
        {
            foreach (string name in names)
            {
                RpcException get = await Assert.ThrowsAsync<RpcException>(
                    () => bob.GetAsync(new GetRequest { Item = name }, cancellationToken: AttackedServer.Cancel).ResponseAsync);
                RpcException download = await Assert.ThrowsAsync<RpcException>(() =>
                    bob.DownloadPart(new DownloadPartRequest { Item = name }, cancellationToken: AttackedServer.Cancel).ResponseStream
                        .MoveNext(AttackedServer.Cancel));

                Assert.Equal(StatusCode.InvalidArgument, get.StatusCode);
                Assert.Equal(StatusCode.InvalidArgument, download.StatusCode);
            }
        });
    }

    [Fact]
    [Trait("Attack", "C3")]
    public async Task A_confusing_path_leads_nowhere()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        HttpClient bob = server.HttpOf("bob");
        string[] paths =
        [
            "/audit/tile/../../exchange.db", "/audit/tile/%2e%2e/%2e%2e/exchange.db", "/audit/tile/0/x000/x000/%00", "/audit/tile/0/-01",
            "/audit/tile/0/000.p/9999999999999999999", "/AUDIT/tile/entries/000%2f",
        ];

        foreach (string path in paths)
        {
            try
            {
                using HttpResponseMessage answer = await bob.GetAsync(new Uri(server.Address, path), AttackedServer.Cancel);
                Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{answer.StatusCode} for {path}");
            }
            catch (HttpRequestException reset)
            {
                // A path with a NUL does not get past the web server.
                Assert.Equal(HttpRequestError.HttpProtocolError, reset.HttpRequestError);
            }
        }
    }

    private static X509Certificate2 Certificate(ECDsa key, string name, DateTimeOffset until) =>
        new CertificateRequest(name, key, HashAlgorithmName.SHA256).CreateSelfSigned(until.AddYears(-2), until);
}
