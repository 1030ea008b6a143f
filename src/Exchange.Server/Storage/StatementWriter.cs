using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Server.Storage;

internal sealed class StatementWriter(SqlSession session) : StatementRows(session)
{
    /// <summary>Keeps a verified statement; the same payload again, however signed, changes nothing.</summary>
    public Sha256Digest Put(DsseEnvelope envelope)
    {
        Sha256Digest digest = envelope.PayloadDigest;
        Session.Execute("INSERT INTO statements VALUES ($a, $b) ON CONFLICT DO NOTHING", digest, envelope.Encode());
        return digest;
    }
}
