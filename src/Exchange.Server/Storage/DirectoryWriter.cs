using Exchange.Formats.Dsse;

namespace Exchange.Server.Storage;

internal sealed class DirectoryWriter(SqlSession session) : DirectoryRows(session)
{
    public void Insert(long index, DsseEnvelope envelope) =>
        Session.Execute("INSERT INTO directory VALUES ($a, $b, $c)", index, envelope.PayloadDigest, envelope.Encode());
}
