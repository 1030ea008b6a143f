using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;
using Microsoft.Data.Sqlite;

namespace Exchange.Server.Storage;

/// <summary>One sealed key of an item.</summary>
internal sealed record GrantRow
{
    public required ItemId Item { get; init; }

    public required MemberId Member { get; init; }

    public required SealedKey Key { get; init; }

    /// <summary>The membership statement whose recipients it is sealed to.</summary>
    public required Sha256Digest Membership { get; init; }

    /// <summary>The digest of the grant statement that vouches for it.</summary>
    public required Sha256Digest Statement { get; init; }

    /// <summary>SHA-256 of the sealed file, as that statement names it.</summary>
    public required Sha256Digest Digest { get; init; }

    /// <summary>It leaves the server only through a release.</summary>
    public required SealedGrantFile Sealed { get; init; }
}

/// <summary>A sealed key without the file itself.</summary>
/// <param name="Digest">SHA-256 of the sealed file.</param>
/// <param name="Membership">The membership statement whose recipients it is sealed to.</param>
internal sealed record GrantedTo(Sha256Digest Digest, Sha256Digest Membership);

/// <summary>The sealed keys, and the grant statements that vouch for them.</summary>
internal sealed class GrantRows(SqlSession session)
{
    private const string Columns = "SELECT item, member, key, membership, statement, digest, sealed FROM grants ";

    /// <summary>
    /// The grants of that key to that member, oldest first: each by its digest, with the membership to whose devices it was sealed.
    /// </summary>
    public IReadOnlyList<GrantedTo> To(ItemId item, MemberId member, SealedKey key) => session.All(
        "SELECT digest, membership FROM grants WHERE item = $a AND member = $b AND key = $c ORDER BY position",
        row => new GrantedTo(row.Digest(0), row.Digest(1)), item, member, key);

    /// <summary>The grant whose sealed file has this digest.</summary>
    /// <exception cref="RefusedException">The stored file has a different digest.</exception>
    public GrantRow? FindSealed(ItemId item, Sha256Digest sealedDigest) => Undamaged(item, session.One(
        Columns + "WHERE item = $a AND digest = $b", Read, item, sealedDigest));

    /// <summary>The digests of an item's grant statements, oldest first.</summary>
    public IReadOnlyList<Sha256Digest> StatementsOf(ItemId item) => session.All(
        "SELECT statement FROM grants WHERE item = $a GROUP BY statement ORDER BY MIN(position)", row => row.Digest(0), item);

    /// <summary>Whether a sealed file with this digest has been granted for the item.</summary>
    public bool Holds(ItemId item, Sha256Digest sealedDigest) =>
        session.Exists("SELECT 1 FROM grants WHERE item = $a AND digest = $b", item, sealedDigest);

    public long Count(ItemId item) => session.Number("SELECT COUNT(*) FROM grants WHERE item = $a", item);

    private static GrantRow? Undamaged(ItemId item, GrantRow? grant) =>
        grant is null || grant.Sealed.Digest == grant.Digest
            ? grant
            : throw new RefusedException(ErrorCode.DataLoss, $"a grant of {item} is damaged");

    private static GrantRow Read(SqliteDataReader row) => new()
    {
        Item = row.Item(0),
        Member = row.Member(1),
        Key = row.Key(2),
        Membership = row.Digest(3),
        Statement = row.Digest(4),
        Digest = row.Digest(5),
        Sealed = new SealedGrantFile(row.Bytes(6)),
    };
}

/// <summary>Adds sealed keys.</summary>
internal sealed class GrantWriter(SqlSession session)
{
    public void Insert(GrantRow grant) => session.Execute(
        "INSERT INTO grants (item, member, key, membership, statement, digest, sealed) VALUES ($a, $b, $c, $d, $e, $f, $g)",
        grant.Item, grant.Member, grant.Key, grant.Membership, grant.Statement, grant.Digest, grant.Sealed.Bytes);
}
