using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;

namespace Exchange.Server.Storage;

internal sealed class RequestWriter(SqlSession session) : RequestRows(session)
{
    /// <summary>Keeps how a request was decided: the last time, where it was decided anew.</summary>
    public void Put(MemberId member, RequestId request, Sha256Digest digest, LogIndex outcome) =>
        Session.Execute("INSERT INTO requests VALUES ($a, $b, $c, $d) ON CONFLICT DO UPDATE SET position = $d", member, request, digest, outcome);
}
