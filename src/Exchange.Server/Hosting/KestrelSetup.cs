using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Exchange.Server.Hosting;

/// <summary>TLS 1.3 with client certificates, and limits on what a peer may send before it is known as a caller.</summary>
internal static class KestrelSetup
{
    private const int MiB = 1024 * 1024;
    private const string EllipticCurveKey = "1.2.840.10045.2.1";

    /// <summary>The largest message of a call: a statement and a grant statement of 4 MiB each, and the sealed grants.</summary>
    public const int MaxMessage = 16 * MiB;

    public static void Configure(KestrelServerOptions kestrel, IPEndPoint listen, X509Certificate2 certificate)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = 1024;
        kestrel.Limits.MaxRequestBodySize = MaxMessage + 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);

        // Empty CONTINUATION frames are accepted until this has passed, so it is short.
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
        kestrel.Limits.Http2.MaxStreamsPerConnection = 100;
        kestrel.Limits.Http2.HeaderTableSize = 4096;

        // A window must hold what the line carries in one round trip: with Kestrel's own 768 KiB, uploads over a 50 ms line crawl.
        kestrel.Limits.Http2.InitialStreamWindowSize = 4 * MiB;
        kestrel.Limits.Http2.InitialConnectionWindowSize = 8 * MiB;
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
        kestrel.Listen(listen, endpoint =>
        {
            endpoint.Protocols = HttpProtocols.Http1AndHttp2;
            endpoint.UseHttps(Https(certificate));
        });
    }

    // Whose key the certificate holds is checked on every call: a membership may end while a connection lives.
    private static HttpsConnectionAdapterOptions Https(X509Certificate2 certificate) => new()
    {
        ServerCertificate = certificate,
        SslProtocols = SslProtocols.Tls13,
        HandshakeTimeout = TimeSpan.FromSeconds(10),
        ClientCertificateMode = ClientCertificateMode.RequireCertificate,
        CheckCertificateRevocation = false,
        ClientCertificateValidation = (shown, _, _) => shown.PublicKey.Oid.Value == EllipticCurveKey,
        OnAuthenticate = (_, tls) => tls.AllowTlsResume = false,
    };
}
