using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;

namespace Exchange.Server.Storage;

/// <summary>A request that has been decided.</summary>
/// <param name="Digest">SHA-256 of the signed payload.</param>
/// <param name="Outcome">The entry of the audit log that says how it was decided.</param>
internal sealed record RequestRow(Sha256Digest Digest, LogIndex Outcome);

/// <summary>
/// The requests that have been decided, by member and request id: repeated access under a new id is evidence, not a repetition.
/// </summary>
internal sealed class RequestRows(SqlSession session)
{
    public RequestRow? Find(MemberId member, RequestId request) => session.One(
        "SELECT digest, position FROM requests WHERE member = $a AND request = $b",
        row => new RequestRow(row.Digest(0), row.Index(1)), member, request);
}

/// <summary>Keeps how requests were decided.</summary>
internal sealed class RequestWriter(SqlSession session)
{
    /// <summary>Keeps how a request was decided; where it was decided again, the last time.</summary>
    public void Put(MemberId member, RequestId request, Sha256Digest digest, LogIndex outcome) => session.Execute(
        "INSERT INTO requests VALUES ($a, $b, $c, $d) ON CONFLICT DO UPDATE SET position = $d", member, request, digest, outcome);
}
