using Exchange.Contract.Errors;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Server.Storage;

/// <summary>The signed statements that events name by their digests.</summary>
internal sealed class StatementRows(SqlSession session)
{
    /// <exception cref="RefusedException">What is stored under the digest is a different statement.</exception>
    public DsseEnvelope? Find(Sha256Digest digest)
    {
        DsseEnvelope? envelope = session.One(
            "SELECT envelope FROM statements WHERE digest = $a", row => DsseEnvelope.Parse(row.Bytes(0)), digest);
        return envelope is null || envelope.PayloadDigest == digest
            ? envelope
            : throw new RefusedException(ErrorCode.DataLoss, $"statement {digest} is damaged");
    }
}

/// <summary>Keeps signed statements.</summary>
internal sealed class StatementWriter(SqlSession session)
{
    /// <summary>Keeps a verified statement; the same payload again, however signed, changes nothing.</summary>
    public Sha256Digest Put(DsseEnvelope envelope)
    {
        Sha256Digest digest = envelope.PayloadDigest;
        session.Execute("INSERT INTO statements VALUES ($a, $b) ON CONFLICT DO NOTHING", digest, envelope.Encode());
        return digest;
    }
}
