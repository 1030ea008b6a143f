using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;

namespace Exchange.Server.Storage;

internal sealed class RequestWriter(SqlSession session) : RequestRows(session)
{
    public void Add(MemberId member, RequestId request, Sha256Digest digest, LogIndex outcome) =>
        Session.Execute("INSERT INTO requests VALUES ($a, $b, $c, $d)", member, request, digest, outcome);
}
