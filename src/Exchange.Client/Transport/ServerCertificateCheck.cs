using Exchange.Client.Errors;
using Exchange.Contract.Members;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;

namespace Exchange.Client.Transport;

/// <summary>
/// Whether a TLS server is the agreement's: its leaf certificate must be signed by the operator's key, which all parties signed,
/// and be within its dates. The host name does not matter, nor does any certificate authority.
/// </summary>
internal sealed class ServerCertificateCheck(TlsPublicKey operatorKey, TimeProvider time)
{
    /// <summary>Why the last certificate was refused, or null where it was accepted.</summary>
    public VerificationFault? Refused { get; private set; }

    public bool Accepts(System.Security.Cryptography.X509Certificates.X509Certificate? certificate)
    {
        Refused = certificate is null ? VerificationFault.ServerKeyWrong : Judge(certificate.GetRawCertData());
        return Refused is null;
    }

    private VerificationFault? Judge(byte[] raw)
    {
        try
        {
            X509Certificate leaf = new X509CertificateParser().ReadCertificate(raw);
            leaf.Verify(PublicKeyFactory.CreateKey(operatorKey.SubjectPublicKeyInfo.ToArray()));
            return leaf.IsValid(time.GetUtcNow().UtcDateTime) ? null : VerificationFault.ServerCertificateOutOfDate;
        }
        catch (Exception broken) when (broken is GeneralSecurityException or CryptoException or ArgumentException or IOException or InvalidOperationException)
        {
            return VerificationFault.ServerKeyWrong;
        }
    }
}
