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
    private const VerificationFault None = 0;

    // Written by the handshake of each new connection, on its own thread; read by calls that failed after one.
    private volatile VerificationFault refused;

    /// <summary>Why the last certificate was refused, or null where it was accepted.</summary>
    public VerificationFault? Refused => refused is var fault && fault == None ? null : fault;

    public bool Accepts(System.Security.Cryptography.X509Certificates.X509Certificate? certificate)
    {
        VerificationFault fault = certificate is null ? VerificationFault.ServerKeyWrong : Judge(certificate.GetRawCertData());
        refused = fault;
        return fault == None;
    }

    private VerificationFault Judge(byte[] raw)
    {
        try
        {
            X509Certificate leaf = new X509CertificateParser().ReadCertificate(raw);
            leaf.Verify(PublicKeyFactory.CreateKey(operatorKey.SubjectPublicKeyInfo.ToArray()));
            return leaf.IsValid(time.GetUtcNow().UtcDateTime) ? None : VerificationFault.ServerCertificateOutOfDate;
        }
        catch (Exception broken) when (
            broken is GeneralSecurityException or CryptoException or ArgumentException or IOException or InvalidOperationException)
        {
            return VerificationFault.ServerKeyWrong;
        }
    }
}
