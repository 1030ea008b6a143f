namespace Exchange.Server.Storage;

internal sealed class GrantWriter(SqlSession session) : GrantRows(session)
{
    public void Insert(GrantRow grant) => Session.Execute(
        "INSERT INTO grants (item, member, key, membership, statement, digest, sealed) VALUES ($a, $b, $c, $d, $e, $f, $g)",
        grant.Item, grant.Member, grant.Key, grant.Membership, grant.Statement, grant.Digest, grant.Sealed);
}
