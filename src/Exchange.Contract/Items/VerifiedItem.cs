using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Items;

/// <summary>An item whose statement has been verified and holds together. Made only by <see cref="ItemVerifier"/>.</summary>
public sealed class VerifiedItem
{
    internal VerifiedItem(SignedByMember<ItemPredicate> signed, AccessPolicy policy, IReadOnlyList<ItemPart> parts)
    {
        Signed = signed;
        Policy = policy;
        Parts = parts;
    }

    public SignedByMember<ItemPredicate> Signed { get; }

    public ItemPredicate Predicate => Signed.Predicate;

    public ItemId Id => Predicate.Item;

    public Sha256Digest Digest => Signed.Statement.Digest;

    /// <summary>The sender as of the membership that the statement names.</summary>
    public Member Sender => Signed.Member;

    public AccessPolicy Policy { get; }

    /// <summary>Part 0 is the card.</summary>
    public IReadOnlyList<ItemPart> Parts { get; }

    public long TotalBytes => Parts.Sum(part => part.Length);
}
