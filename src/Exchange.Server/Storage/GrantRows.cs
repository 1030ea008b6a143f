using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;
using Microsoft.Data.Sqlite;

namespace Exchange.Server.Storage;

/// <summary>The sealed keys, and the grant statements that vouch for them.</summary>
internal class GrantRows(SqlSession session)
{
    private const string Columns = "SELECT item, member, key, membership, statement, digest, sealed FROM grants ";

    protected SqlSession Session => session;

    /// <summary>The grants of that key to that member, oldest first: each by its digest, with the membership to whose devices it was sealed.</summary>
    public IReadOnlyList<GrantedTo> To(ItemId item, MemberId member, SealedKey key) => session.All(
        "SELECT digest, membership FROM grants WHERE item = $a AND member = $b AND key = $c ORDER BY position",
        row => new GrantedTo(row.Digest(0), row.Digest(1)), item, member, key);

    /// <summary>The grant that is that very sealed file.</summary>
    /// <exception cref="RefusedException">It is not the file whose digest was signed.</exception>
    public GrantRow? FindSealed(ItemId item, Sha256Digest sealedDigest) => Undamaged(item, session.One(
        Columns + "WHERE item = $a AND digest = $b", Read, item, sealedDigest));

    /// <summary>The digests of an item's grant statements, oldest first.</summary>
    public IReadOnlyList<Sha256Digest> StatementsOf(ItemId item) => session.All(
        "SELECT statement FROM grants WHERE item = $a GROUP BY statement ORDER BY MIN(position)", row => row.Digest(0), item);

    /// <summary>Whether that very sealed file has been granted for the item.</summary>
    public bool Holds(ItemId item, Sha256Digest sealedDigest) =>
        session.Exists("SELECT 1 FROM grants WHERE item = $a AND digest = $b", item, sealedDigest);

    public long Count(ItemId item) => session.Number("SELECT COUNT(*) FROM grants WHERE item = $a", item);

    private static GrantRow? Undamaged(ItemId item, GrantRow? grant) =>
        grant is null || Sha256Digest.Of(grant.Sealed.Span) == grant.Digest
            ? grant
            : throw new RefusedException(ErrorCode.DataLoss, $"a grant of {item} is damaged");

    private static GrantRow Read(SqliteDataReader row) =>
        new(row.Item(0), row.Member(1), row.Key(2), row.Digest(3), row.Digest(4), row.Digest(5), row.Bytes(6));
}
