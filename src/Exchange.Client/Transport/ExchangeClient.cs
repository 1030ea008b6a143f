using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Exchange.Client.Keys;
using Exchange.Contract.Members;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;
using Polly;

namespace Exchange.Client.Transport;

/// <summary>
/// The server, as domain types. Everything that comes from it is unverified; every call is tried again where that is safe, and
/// fails only with <see cref="Errors.ClientException"/>. One for each identity, since connections are made with its certificate.
/// </summary>
public sealed partial class ExchangeClient : IDisposable
{
    private const int Window = 4 * 1024 * 1024;
    private const int MaxMessage = 64 * 1024 * 1024;

    private readonly string address;
    private readonly HttpClient http;
    private readonly GrpcChannel channel;
    private readonly ServerCertificateCheck? certificate;
    private readonly ExchangeClientPipelines pipelines;
    private readonly TimeProvider time;
    private readonly TimeSpan patience;
    private readonly ILogger logger;

    /// <param name="address">Host and port.</param>
    /// <param name="keys">Whose TLS key connects; not owned.</param>
    /// <param name="operatorKey">Who must have issued the server's certificate.</param>
    public ExchangeClient(string address, DeviceKeys keys, TlsPublicKey operatorKey, ExchangeClientOptions options)
        : this(address, new ServerCertificateCheck(operatorKey, options.Time), keys, options)
    {
    }

    /// <summary>Over a handler of the caller's, which owns it and does as it likes: for tests of what the network can do.</summary>
    internal ExchangeClient(string address, HttpMessageHandler handler, ExchangeClientOptions options)
        : this(address, handler, null, disposeHandler: false, options)
    {
    }

    private ExchangeClient(string address, ServerCertificateCheck certificate, DeviceKeys keys, ExchangeClientOptions options)
        : this(address, Handler(address, keys, certificate, options), certificate, disposeHandler: true, options)
    {
    }

    private ExchangeClient(string address, HttpMessageHandler handler, ServerCertificateCheck? certificate, bool disposeHandler, ExchangeClientOptions options)
    {
        this.address = address;
        this.certificate = certificate;
        time = options.Time;
        patience = options.TotalTimeout;
        logger = options.Logging.CreateLogger("Exchange.Client.Transport");
        pipelines = new ExchangeClientPipelines(options, certificate, logger);
        http = new HttpClient(new CallLogging(handler, logger, options.Time), disposeHandler)
        {
            BaseAddress = new Uri($"https://{address}"),
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            MaxResponseContentBufferSize = MaxMessage,
        };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("exchange", "1"));
        channel = GrpcChannel.ForAddress(http.BaseAddress, new GrpcChannelOptions
        {
            HttpClient = http,
            LoggerFactory = options.Logging,
            MaxReceiveMessageSize = MaxMessage,
            MaxSendMessageSize = MaxMessage,

            // So that a time limit of the pipeline is told apart from an answer of the server.
            ThrowOperationCanceledOnCancellation = true,
        });
    }

    public void Dispose()
    {
        channel.Dispose();
        http.Dispose();
    }

    private static SocketsHttpHandler Handler(string address, DeviceKeys keys, ServerCertificateCheck check, ExchangeClientOptions options) => new()
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            // 1.3 or nothing: what both ends of this protocol speak.
#pragma warning disable CA5398
            EnabledSslProtocols = SslProtocols.Tls13,
#pragma warning restore CA5398
            AllowTlsResume = false,
            ClientCertificateContext = SslStreamCertificateContext.Create(keys.Certificate, null, offline: true),
#pragma warning disable CA5359 // The agreement says whose certificate it must be; names and authorities are not asked.
            RemoteCertificateValidationCallback = (_, presented, _, _) => Accepts(address, check, presented, options),
#pragma warning restore CA5359
        },
        ConnectTimeout = options.ConnectTimeout,

        // A revoked key must not live on in an open connection; the server checks every call, this is the second lock.
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        EnableMultipleHttp2Connections = true,
        InitialHttp2StreamWindowSize = Window,
        KeepAlivePingDelay = TimeSpan.FromSeconds(30),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
    };

    private static bool Accepts(string address, ServerCertificateCheck check, X509Certificate? presented, ExchangeClientOptions options)
    {
        bool accepted = check.Accepts(presented);
        Log.Connected(options.Logging.CreateLogger("Exchange.Client.Transport"), address, accepted);
        return accepted;
    }

    private async Task<T> CallAsync<T>(Func<CancellationToken, ValueTask<T>> call, CancellationToken cancellationToken) =>
        await RunAsync(pipelines.Call, call, cancellationToken);

    private async Task<T> RunAsync<T>(ResiliencePipeline pipeline, Func<CancellationToken, ValueTask<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await pipeline.ExecuteAsync(call, cancellationToken);
        }
        catch (Exception failed) when (ExchangeClientFailures.IsTransport(failed))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw ExchangeClientFailures.Explain(failed, address, certificate);
        }
    }
}
