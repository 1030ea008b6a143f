using Exchange.Contract.Errors;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Server.Storage;

/// <summary>The signed statements that events name by their digests.</summary>
internal class StatementRows(SqlSession session)
{
    protected SqlSession Session => session;

    /// <exception cref="RefusedException">What is stored there is another statement.</exception>
    public DsseEnvelope? Find(Sha256Digest digest)
    {
        DsseEnvelope? envelope = session.One("SELECT envelope FROM statements WHERE digest = $a", row => DsseEnvelope.Parse(row.Bytes(0)), digest);
        return envelope is null || envelope.PayloadDigest == digest
            ? envelope
            : throw new RefusedException(ErrorCode.DataLoss, $"statement {digest} is damaged");
    }
}
