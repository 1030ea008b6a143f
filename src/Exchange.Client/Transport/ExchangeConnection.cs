using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Exchange.Client.Keys;
using Exchange.Contract.Members;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;
using Polly;

namespace Exchange.Client.Transport;

/// <summary>
/// The connections to one server, made with one identity's certificate. Every call is retried where that is safe, and fails only with
/// <see cref="Errors.ClientException"/>.
/// </summary>
internal sealed class ExchangeConnection : IDisposable
{
    private const int Window = 4 * 1024 * 1024;
    private const int MaxMessage = 64 * 1024 * 1024;

    private readonly HttpClient http;
    private readonly GrpcChannel channel;
    private readonly ServerCertificateCheck? certificate;
    private readonly CallPipelines pipelines;

    /// <param name="address">Host and port.</param>
    /// <param name="keys">Whose TLS key connects; not owned.</param>
    /// <param name="operatorKey">Who must have issued the server's certificate.</param>
    public ExchangeConnection(string address, DeviceKeys keys, TlsPublicKey operatorKey, TransportOptions options)
        : this(address, new ServerCertificateCheck(operatorKey, options.Time), keys, options)
    {
    }

    /// <summary>Over a handler that the caller owns: for tests of what the network can do.</summary>
    public ExchangeConnection(string address, HttpMessageHandler handler, TransportOptions options)
        : this(address, handler, certificate: null, options)
    {
    }

    private ExchangeConnection(string address, ServerCertificateCheck certificate, DeviceKeys keys, TransportOptions options)
        : this(address, Handler(address, keys, certificate, options), certificate, options)
    {
    }

    private ExchangeConnection(string address, HttpMessageHandler handler, ServerCertificateCheck? certificate, TransportOptions options)
    {
        Address = address;
        Options = options;
        this.certificate = certificate;
        Logger = options.Logging.CreateLogger("Exchange.Client.Transport");
        pipelines = new CallPipelines(options, certificate, Logger);

        // A handler made here, for a certificate to check, is owned here.
        http = new HttpClient(new CallLogging(handler, Logger, options.Time), disposeHandler: certificate is not null)
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

            // So that a time limit of the pipeline can be told from an answer of the server.
            ThrowOperationCanceledOnCancellation = true,
        });
    }

    /// <summary>Host and port.</summary>
    public string Address { get; }

    public TransportOptions Options { get; }

    public ILogger Logger { get; }

    /// <summary>What generated clients call through.</summary>
    public ChannelBase Channel => channel;

    /// <summary>One call, retried and within its time limits.</summary>
    public Task<T> CallAsync<T>(Func<CancellationToken, ValueTask<T>> call, CancellationToken cancellationToken) =>
        RunAsync(pipelines.Call, call, cancellationToken);

    /// <summary>One call that may last, such as an upload: retried, with no time limit but its own.</summary>
    public Task<T> CallForLongAsync<T>(Func<CancellationToken, ValueTask<T>> call, CancellationToken cancellationToken) =>
        RunAsync(pipelines.Wait, call, cancellationToken);

    /// <summary>A file of the server's, by HTTP GET.</summary>
    public Task<ReadOnlyMemory<byte>> GetFileAsync(string path, CancellationToken cancellationToken) => CallAsync<ReadOnlyMemory<byte>>(
        async token => await http.GetByteArrayAsync(new Uri(path, UriKind.Relative), token), cancellationToken);

    /// <summary>When the server says that it answered a GET of this path; null where it does not say.</summary>
    public Task<DateTimeOffset?> GetTimeAsync(string path, CancellationToken cancellationToken) => CallAsync(
        async token =>
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri(path, UriKind.Relative), token);
            return answer.Headers.Date;
        },
        cancellationToken);

    /// <summary>
    /// A stream that resumes after a break: each message is a call of its own to the pipeline, which starts the stream again after the
    /// last message that came.
    /// </summary>
    /// <param name="start">Starts the stream after the given message, or from the beginning for null.</param>
    /// <param name="waits">Whether messages may be long in coming.</param>
    public async IAsyncEnumerable<TOut> StreamAsync<TWire, TOut>(
        Func<TOut?, CancellationToken, AsyncServerStreamingCall<TWire>> start,
        Func<TWire, TOut> read,
        bool waits,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where TOut : class
    {
        AsyncServerStreamingCall<TWire>? call = null;
        TOut? last = null;
        try
        {
            while (true)
            {
                TOut? next = await RunAsync(waits ? pipelines.Wait : pipelines.Call, NextAsync, cancellationToken);
                if (next is null)
                {
                    yield break;
                }

                last = next;
                yield return next;
            }
        }
        finally
        {
            call?.Dispose();
        }

        async ValueTask<TOut?> NextAsync(CancellationToken limited)
        {
            // The call outlives this one message, so it has the caller's token; each message has its own limit.
            call ??= start(last, cancellationToken);
            try
            {
                return await MoveNextAsync(call, limited) ? read(call.ResponseStream.Current) : null;
            }
            catch
            {
                call.Dispose();
                call = null;
                throw;
            }
        }
    }

    /// <summary>
    /// The stream's next message. A call that could not even be sent sometimes appears as cancelled although nobody cancelled it: the
    /// call's status then says what ended it.
    /// </summary>
    public static async Task<bool> MoveNextAsync<T>(AsyncServerStreamingCall<T> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call.ResponseStream.MoveNext(cancellationToken);
        }
        catch (OperationCanceledException cancelled) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RpcException(StatusOf(call) is { StatusCode: not StatusCode.OK and not StatusCode.Cancelled } ended
                ? ended
                : new Status(StatusCode.Unavailable, "the call ended before its answer", cancelled));
        }
    }

    /// <summary>What a person is told of a failure of the transport.</summary>
    public Errors.ClientException Explain(Exception failed) => CallFailures.Explain(failed, Address, certificate?.Refused);

    public void Dispose()
    {
        channel.Dispose();
        http.Dispose();
    }

    private async Task<T> RunAsync<T>(
        ResiliencePipeline pipeline, Func<CancellationToken, ValueTask<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await pipeline.ExecuteAsync(call, cancellationToken);
        }
        catch (Exception failed) when (CallFailures.IsTransport(failed))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Explain(failed);
        }
    }

    private static Status? StatusOf<T>(AsyncServerStreamingCall<T> call)
    {
        try
        {
            return call.GetStatus();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static SocketsHttpHandler Handler(
        string address, DeviceKeys keys, ServerCertificateCheck check, TransportOptions options) => new()
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

    private static bool Accepts(string address, ServerCertificateCheck check, X509Certificate? presented, TransportOptions options)
    {
        bool accepted = check.Accepts(presented);
        Log.Connected(options.Logging.CreateLogger("Exchange.Client.Transport"), address, accepted);
        return accepted;
    }
}
