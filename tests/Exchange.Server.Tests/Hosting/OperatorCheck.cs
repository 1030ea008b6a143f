using System.Security.Cryptography.X509Certificates;
using Exchange.Contract.Members;
using Org.BouncyCastle.Security;

namespace Exchange.Server.Tests.Hosting;

/// <summary>What a client asks of the server's certificate: that the operator's key signed it.</summary>
internal static class OperatorCheck
{
    public static bool Issued(TlsPublicKey operatorKey, X509Certificate shown)
    {
        try
        {
            new Org.BouncyCastle.X509.X509Certificate(shown.GetRawCertData())
                .Verify(PublicKeyFactory.CreateKey(operatorKey.SubjectPublicKeyInfo.ToArray()));
            return true;
        }
        catch (GeneralSecurityException)
        {
            return false;
        }
    }
}
