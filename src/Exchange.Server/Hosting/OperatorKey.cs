using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Exchange.Contract.Members;
using Exchange.Formats.Primitives;

namespace Exchange.Server.Hosting;

/// <summary>The operator's P-256 key. Here it only issues the certificate that the server shows in TLS.</summary>
internal sealed class OperatorKey(ECDsa key) : IDisposable
{
    /// <summary>How long a certificate is valid. Each start makes a new one, so that a stolen one soon expires.</summary>
    private static readonly TimeSpan Validity = TimeSpan.FromDays(90);

    public TlsPublicKey PublicKey { get; } = new(key.ExportSubjectPublicKeyInfo());

    /// <summary>Makes a key and writes it to a new file, as PKCS #8 PEM.</summary>
    public static TlsPublicKey Create(string path)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        PrivateFile.Write(path, key.ExportPkcs8PrivateKeyPem() + "\n");
        return new TlsPublicKey(key.ExportSubjectPublicKeyInfo());
    }

    /// <exception cref="MalformedException">It is not a P-256 key.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static OperatorKey Load(string path)
    {
        ECDsa key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return new OperatorKey(key);
        }
        catch (Exception problem) when (problem is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new MalformedException("the operator's key must be a P-256 key in PEM");
        }
    }

    /// <summary>A fresh TLS key with a certificate that this key issued. Clients check the issuer's signature, not a name.</summary>
    public X509Certificate2 IssueCertificate(TimeProvider time)
    {
        using ECDsa leaf = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=exchange", leaf, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));

        DateTimeOffset now = time.GetUtcNow();
        byte[] serial = RandomNumberGenerator.GetBytes(16);
        serial[0] &= 0x7f; // RFC 5280: a positive number
        using X509Certificate2 issued = request.Create(
            new X500DistinguishedName("CN=exchange operator"),
            X509SignatureGenerator.CreateForECDsa(key),
            now - TimeSpan.FromHours(1),
            now + Validity,
            serial);
        return issued.CopyWithPrivateKey(leaf);
    }

    public void Dispose() => key.Dispose();
}
