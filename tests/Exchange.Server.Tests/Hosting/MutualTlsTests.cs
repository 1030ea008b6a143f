using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using Exchange.Contract.Errors;
using Exchange.Contract.Members;
using Exchange.Contract.Wire;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using DirectoryClient = Exchange.Contract.Wire.Directory.DirectoryClient;
using LogClient = Exchange.Contract.Wire.Log.LogClient;

namespace Exchange.Server.Tests.Hosting;

public sealed class MutualTlsTests
{
    private static readonly GetCheckpointRequest Audit = new() { Log = LogName.Audit };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_that_the_directory_does_not_know_is_refused()
    {
        await using HostWorld world = await HostWorld.StartAsync();
        using ECDsa stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        await AssertRefused(world.Channel(stranger), ErrorCode.NotAllowed);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_on_the_connection_that_it_opened_before()
    {
        await using HostWorld world = await HostWorld.StartAsync();
        int connections = 0;
        SocketsHttpHandler handler = world.Handler(world.Alice.Tls);
        handler.PlaintextStreamFilter = (context, _) =>
        {
            Interlocked.Increment(ref connections);
            return ValueTask.FromResult(context.PlaintextStream);
        };
        GrpcChannel alice = world.Channel(handler);
        await new LogClient(alice).GetCheckpointAsync(Audit, cancellationToken: Cancel);

        await new DirectoryClient(world.Channel(world.Bob.Tls)).AppendAsync(
            new AppendRequest { Statement = ByteString.CopyFrom(world.Alice.Revocation(world.Agreement.Id, world.LabRoot).Encode()) },
            cancellationToken: Cancel);

        await AssertRefused(alice, ErrorCode.NotAllowed);
        Assert.Equal(1, connections);
    }

    [Fact]
    public async Task Whoever_shows_no_certificate_gets_no_answer()
    {
        await using HostWorld world = await HostWorld.StartAsync();

        RpcException refused = await Assert.ThrowsAsync<RpcException>(
            () => new LogClient(world.Channel((ECDsa?)null)).GetCheckpointAsync(Audit, cancellationToken: Cancel).ResponseAsync);
        // The handshake fails on the server's side; the client sees it as a connection refused or broken off, as it happens.
        Assert.True(refused.StatusCode is StatusCode.Unavailable or StatusCode.Internal, refused.ToString());
        Assert.Empty(refused.Trailers);
    }

    [Fact]
    public async Task Tls_older_than_1_3_is_refused()
    {
        await using HostWorld world = await HostWorld.StartAsync();
        using HttpClient old = new(world.Handler(world.Alice.Tls, SslProtocols.Tls12));

        await Assert.ThrowsAsync<HttpRequestException>(() => old.GetAsync(new Uri(world.Address, "/audit/checkpoint"), Cancel));
    }

    [Fact]
    public async Task The_server_shows_a_certificate_that_the_operator_issued_and_no_other()
    {
        await using HostWorld world = await HostWorld.StartAsync();
        using ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        bool byOperator = false, byOther = true;
        SocketsHttpHandler handler = world.Handler(world.Alice.Tls);
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) =>
        {
            byOperator = OperatorCheck.Issued(world.Keys.Operator, shown!);
            byOther = OperatorCheck.Issued(new TlsPublicKey(other.ExportSubjectPublicKeyInfo()), shown!);
            return byOperator;
        };
        await new LogClient(world.Channel(handler)).GetCheckpointAsync(Audit, cancellationToken: Cancel);

        Assert.True(byOperator);
        Assert.False(byOther);
    }

    [Fact]
    public async Task A_get_without_a_member_is_refused_too()
    {
        await using HostWorld world = await HostWorld.StartAsync();
        using ECDsa stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using HttpClient client = new(world.Handler(stranger));

        using HttpResponseMessage answer = await client.GetAsync(new Uri(world.Address, "/audit/checkpoint"), Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task One_member_cannot_take_all_calls()
    {
        await using HostWorld world = await HostWorld.StartAsync(new HostOptions { Limits = new() { CallsPerMember = 0 } });

        await AssertRefused(world.Channel(world.Alice.Tls), ErrorCode.TooMuch);
    }

    private static async Task AssertRefused(GrpcChannel channel, ErrorCode code)
    {
        RpcException refused = await Assert.ThrowsAsync<RpcException>(
            () => new LogClient(channel).GetCheckpointAsync(Audit, cancellationToken: Cancel).ResponseAsync);
        Assert.Equal(ErrorTexts.StatusOf(code), refused.StatusCode);
        Assert.Equal(ErrorTexts.TextOf(code), refused.Status.Detail);
        Assert.Equal(code.ToString(), refused.Trailers.GetValue(ErrorTexts.TrailerName));
    }
}
