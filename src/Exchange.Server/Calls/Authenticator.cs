using System.Security.Cryptography.X509Certificates;
using Exchange.Formats.Primitives;
using Exchange.Server.Storage;
using Microsoft.AspNetCore.Http;

namespace Exchange.Server.Calls;

/// <summary>
/// Identifies the caller: the key of the client's certificate is looked up in the current directory. Names, dates and issuers in the
/// certificate mean nothing; TLS has proven that the caller holds the key.
/// </summary>
internal sealed class Authenticator(Ledger ledger)
{
    /// <summary>The active member whose device has this key, or null.</summary>
    public Caller? Find(HttpContext context)
    {
        if (context.Connection.ClientCertificate is not { } certificate)
        {
            return null;
        }

        Sha256Digest pin = Sha256Digest.Of(certificate.PublicKey.ExportSubjectPublicKeyInfo());
        return ledger.Directory.FindByTlsPin(pin) is { } found ? new Caller(found.Member, found.Device) : null;
    }
}
