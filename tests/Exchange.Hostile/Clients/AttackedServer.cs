using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Exchange.Cli.Shell;
using Exchange.Client;
using Exchange.Client.Home;
using Exchange.Client.Keys;
using Exchange.Hostile.World;
using Exchange.Server;
using Exchange.Server.Hosting;
using Exchange.Testing.World;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;

namespace Exchange.Hostile.Clients;

/// <summary>
/// A real server on a real home that members misuse: with their real keys, over the real wire, past the client's code. In the end
/// the server has logged no error of its own, and the whole log is audited.
/// </summary>
internal sealed class AttackedServer : IAsyncDisposable
{
    private readonly Prepared prepared;
    private readonly ServerHome home;
    private readonly WebApplication app;
    private readonly LineLogging logging;
    private readonly StringWriter log = new();
    private readonly List<IDisposable> owned = [];

    private AttackedServer(Prepared prepared, HostOptions options)
    {
        this.prepared = prepared;
        logging = new LineLogging(log);
        home = ServerHome.Load(Home);
        app = ExchangeHost.Build(home, new IPEndPoint(IPAddress.Loopback, 0), options with { Logging = logging });
    }

    /// <summary>An item that alice has sent to bob.</summary>
    public string Item => prepared.First;

    /// <summary>Another.</summary>
    public string OtherItem => prepared.Second;

    public string Folder => prepared.Folder;

    public string Home => Path.Combine(Folder, "server");

    public Uri Address => new(app.Urls.Single());

    public string Server => Address.Authority;

    /// <summary>What the server has logged so far.</summary>
    public string Log
    {
        get
        {
            lock (logging)
            {
                return log.ToString();
            }
        }
    }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<AttackedServer> StartAsync(HostOptions? options = null)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "worlds", Guid.NewGuid().ToString("n"));
        AttackedServer server = new(await PreparedFolder.CopyToAsync(folder), options ?? new HostOptions());
        await server.app.StartAsync(Cancel);
        foreach (string address in Directory.EnumerateFiles(folder, "server", SearchOption.AllDirectories))
        {
            await File.WriteAllTextAsync(address, $"{server.Server}\n", Cancel);
        }

        return server;
    }

    /// <summary>Runs a command as one of alice, dana, mallory (lab), bob, erin, carol (institute).</summary>
    public Task<CommandResult> AsAsync(string person, params string[] arguments) =>
        Commands.RunAsync([.. arguments, "--home", Path.Combine(Folder, person)]);

    /// <param name="time">Another clock than the system's.</param>
    public async Task<Participant> OpenAsync(string person, TimeProvider? time = null)
    {
        Participant participant = await Participant.OpenAsync(
            HomeOf(person), KeyUnlock.None, new ParticipantOptions { Time = time ?? TimeProvider.System }, Cancel);
        owned.Add(participant);
        return participant;
    }

    /// <summary>
    /// Has somebody make keys and be enrolled by their party's administrator: a further member, or a further device of one.
    /// </summary>
    public async Task EnrolAsync(string home, string name, string device, params string[] roles)
    {
        string request = Path.Combine(Folder, home + ".request");
        (await AsAsync(
            home,
            [
                "join", Path.Combine(Folder, "agreement.json"), "--as", name, "--device", device, "--server", Server, "--no-passphrase",
                "-o", request, .. roles.SelectMany(role => (string[])["--role", role]),
            ]))
            .Expect(0);
        (await AsAsync(name.StartsWith("lab/", StringComparison.Ordinal) ? "dana" : "erin", "member", "enrol", request)).Expect(0);
    }

    public DeviceKeys KeysOf(string person)
    {
        DeviceKeys keys = KeyFile.ReadDevice(HomeOf(person).Folder, KeyUnlock.None);
        owned.Add(keys);
        return keys;
    }

    /// <summary>A gRPC channel that shows a person's certificate and does nothing else that the client would.</summary>
    public GrpcChannel ChannelOf(string person) => Channel(KeysOf(person).Certificate);

    public GrpcChannel Channel(X509Certificate2 certificate)
    {
        GrpcChannel channel = GrpcChannel.ForAddress(
            Address,
            new GrpcChannelOptions { HttpHandler = Handler(certificate), DisposeHttpClient = true, MaxSendMessageSize = null });
        owned.Add(channel);
        return channel;
    }

    public HttpClient HttpOf(string person)
    {
        HttpClient http = new(Handler(KeysOf(person).Certificate))
        {
            BaseAddress = Address,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        owned.Add(http);
        return http;
    }

    /// <summary>What the other end of a TLS connection to this server needs.</summary>
    public static SslClientAuthenticationOptions Tls(X509Certificate2 certificate, SslApplicationProtocol protocol) => new()
    {
        TargetHost = "server",
        EnabledSslProtocols = SslProtocols.Tls13,
        ApplicationProtocols = [protocol],
        ClientCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true),
        RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null,
    };

    public async ValueTask DisposeAsync()
    {
        try
        {
            (await AsAsync("carol", "audit", "verify", "--full")).Expect(0);
            // Errors of its own: the web server may complain of a connection that it has had to break off.
            string[] errors = [.. Log.Split('\n')
                .Where(
                    line => (line.Contains(" Error ", StringComparison.Ordinal) || line.Contains(" Critical ", StringComparison.Ordinal))
                        && !line.Contains("Server.Kestrel", StringComparison.Ordinal))];
            Assert.True(errors.Length == 0, string.Join('\n', errors.Take(5)));
        }
        finally
        {
            owned.Reverse();
            owned.ForEach(one => one.Dispose());
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
            home.Dispose();
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static SocketsHttpHandler Handler(X509Certificate2 certificate) =>
        new() { SslOptions = Tls(certificate, SslApplicationProtocol.Http2), EnableMultipleHttp2Connections = true };

    private AgreementHome HomeOf(string person) => ClientHome.Open(Path.Combine(Folder, person)).Pick(null);
}
