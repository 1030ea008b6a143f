using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Exchange.Contract.Agreements;
using Exchange.Contract.Members;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Server.Hosting;
using Exchange.Server.Storage;
using Exchange.Server.Tests.World;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Server.Tests.Hosting;

/// <summary>A whole server on a port of this machine: real folder, real Kestrel, real mutual TLS.</summary>
internal sealed class HostWorld : IAsyncDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("exchange-").FullName;
    private readonly TestAgreement draft = new();
    private readonly ServerHome home;
    private readonly WebApplication app;
    private readonly List<IDisposable> owned = [];

    private HostWorld(HostOptions options)
    {
        Keys = ServerHome.CreateKeys(folder, "lab.example/exchange/directory", "lab.example/exchange/audit");
        Envelope = Sign(draft, Keys);
        Agreement = AgreementVerifier.Verify(Envelope);
        Alice = TestMember.Enrol(Agreement.Id, draft.LabRoot, "lab/alice", Role.Submitter);
        Bob = TestMember.Enrol(Agreement.Id, draft.InstituteRoot, "institute/bob", Role.Reader);
        ServerHome.CreateLogs(folder, Envelope, [Alice.Membership, Bob.Membership]);
        home = ServerHome.Load(folder);
        app = ExchangeHost.Build(home, new IPEndPoint(IPAddress.Loopback, 0), options with { Logging = Log });
    }

    public LogLines Log { get; } = new();

    public ServerKeys Keys { get; }

    public DsseEnvelope Envelope { get; }

    public Agreement Agreement { get; }

    public SignerKey LabRoot => draft.LabRoot;

    public SignerKey InstituteRoot => draft.InstituteRoot;

    public TestMember Alice { get; }

    public TestMember Bob { get; }

    public Ledger Ledger => app.Services.GetRequiredService<Ledger>();

    public Uri Address => new(app.Urls.Single());

    public static async Task<HostWorld> StartAsync(HostOptions? options = null)
    {
        HostWorld world = new(options ?? new HostOptions());
        await world.app.StartAsync(TestContext.Current.CancellationToken);
        return world;
    }

    /// <summary>An agreement that names these keys.</summary>
    public static DsseEnvelope Sign(TestAgreement draft, ServerKeys keys)
    {
        AgreementPredicate terms = draft.Verified.Predicate with
        {
            Logs = new LogsTerms(new LogTerms(keys.Directory.Name, [keys.Directory]), new LogTerms(keys.Audit.Name, [keys.Audit])),
            Operator = draft.Verified.Predicate.Operator with { Key = keys.Operator },
        };
        return EnvelopeSigner.Sign(
            StatementCodec.Encode(StatementKinds.Agreement, "agreement", terms),
            [draft.LabRoot, draft.InstituteRoot]);
    }

    /// <summary>A connection pool that shows this key's certificate, or none.</summary>
    public SocketsHttpHandler Handler(ECDsa? tls, SslProtocols protocols = SslProtocols.None)
    {
        SslClientAuthenticationOptions options = new()
        {
            EnabledSslProtocols = protocols,
            RemoteCertificateValidationCallback =
                (_, shown, _, _) => shown is not null && OperatorCheck.Issued(Agreement.Predicate.Operator.Key, shown),
        };
        if (tls is not null)
        {
            X509Certificate2 own = new CertificateRequest("CN=member", tls, HashAlgorithmName.SHA256)
                .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
            owned.Add(own);
            options.ClientCertificateContext = SslStreamCertificateContext.Create(own, null, offline: true);
        }

        SocketsHttpHandler handler = new() { SslOptions = options };
        owned.Add(handler);
        return handler;
    }

    public GrpcChannel Channel(ECDsa? tls) => Channel(Handler(tls));

    public GrpcChannel Channel(HttpMessageHandler handler)
    {
        GrpcChannel channel = GrpcChannel.ForAddress(Address, new GrpcChannelOptions { HttpHandler = handler });
        owned.Add(channel);
        return channel;
    }

    public async ValueTask DisposeAsync()
    {
        owned.Reverse();
        owned.ForEach(one => one.Dispose());
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        home.Dispose();
        Alice.Dispose();
        Bob.Dispose();
        draft.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
        Assert.Empty(Log.Errors);
    }
}
