using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Statements;
using Exchange.Formats.Age;
using Exchange.Formats.Dsse;

namespace Exchange.Client.Keys;

/// <summary>
/// The three secrets of one device: to sign with, to connect with, to be sealed to. They never leave the machine. Owns them; disposal
/// zeroes what it can.
/// </summary>
public sealed class DeviceKeys : IDisposable
{
    // What vouches for the key is the directory's pin, not the certificate: its dates say "no end" (RFC 5280 section 4.1.2.5).
    private static readonly DateTimeOffset CertificateStart = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset CertificateEnd = new(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);

    internal DeviceKeys(SignerKey signer, ECDsa tls, HybridIdentity identity)
    {
        Signer = signer;
        Tls = tls;
        Identity = identity;
        TlsPublicKey = new TlsPublicKey(tls.ExportSubjectPublicKeyInfo());
        CertificateRequest request = new("CN=exchange device", tls, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        Oid clientAuth = new("1.3.6.1.5.5.7.3.2", "clientAuth");
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([clientAuth], critical: false));
        Certificate = request.CreateSelfSigned(CertificateStart, CertificateEnd);
    }

    public SignerKey Signer { get; }

    /// <summary>P-256.</summary>
    public ECDsa Tls { get; }

    public TlsPublicKey TlsPublicKey { get; }

    /// <summary>Self-signed, with its key; made again each time, since only the key counts.</summary>
    public X509Certificate2 Certificate { get; }

    public HybridIdentity Identity { get; }

    public static DeviceKeys Generate() =>
        new(SignerKey.Generate(), ECDsa.Create(ECCurve.NamedCurves.nistP256), HybridIdentity.Generate());

    /// <summary>The public halves under a device name, as statements carry them.</summary>
    public DeviceTerms ToTerms(Handle device) => new(device, SignerKeys.Of(Signer.PublicKey), TlsPublicKey, Identity.Recipient);

    /// <summary>How a statement that these keys sign names its signer.</summary>
    public SenderTerms SignsAs(Member member) =>
        new(member.Id, member.Statement, Signer.PublicKey.Ed25519.KeyId, Signer.PublicKey.MlDsa65.KeyId);

    public override string ToString() => $"device keys {TlsPublicKey.Pin}";

    public void Dispose()
    {
        Signer.Dispose();
        Certificate.Dispose();
        Tls.Dispose();
        Identity.Dispose();
    }
}
