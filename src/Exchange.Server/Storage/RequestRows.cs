using Exchange.Contract.Ids;

namespace Exchange.Server.Storage;

/// <summary>The requests that have been decided, by member and request id: repeated access under another id is evidence, not a repetition.</summary>
internal class RequestRows(SqlSession session)
{
    protected SqlSession Session => session;

    public RequestRow? Find(MemberId member, RequestId request) => session.One(
        "SELECT digest, position FROM requests WHERE member = $a AND request = $b",
        row => new RequestRow(row.Digest(0), row.Index(1)), member, request);
}
