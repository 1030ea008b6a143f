using Exchange.Contract.Errors;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Server.Storage;

/// <summary>The envelopes behind the directory log's entries.</summary>
internal sealed class DirectoryRows(SqlSession session)
{
    /// <summary>The index of the entry for the statement with this digest.</summary>
    public long? Find(Sha256Digest digest) =>
        session.One("SELECT position FROM directory WHERE digest = $a", row => (long?)row.GetInt64(0), digest);

    /// <summary>The envelope of the entry.</summary>
    /// <exception cref="RefusedException">There is none, or it is not the one that the log's entry names.</exception>
    public DsseEnvelope Envelope(long index)
    {
        DsseEnvelope? envelope = session.One(
            "SELECT envelope FROM directory WHERE position = $a", row => DsseEnvelope.Parse(row.Bytes(0)), index);
        Sha256Digest? entry = session.One(
            "SELECT entry FROM entries WHERE log = 1 AND position = $a", row => (Sha256Digest?)row.Digest(0), index);
        return envelope is not null && envelope.PayloadDigest == entry
            ? envelope
            : throw new RefusedException(ErrorCode.DataLoss, $"directory entry {index} is damaged");
    }
}

/// <summary>Adds to the envelopes behind the directory log.</summary>
internal sealed class DirectoryWriter(SqlSession session)
{
    public void Insert(long index, DsseEnvelope envelope) =>
        session.Execute("INSERT INTO directory VALUES ($a, $b, $c)", index, envelope.PayloadDigest, envelope.Encode());
}
