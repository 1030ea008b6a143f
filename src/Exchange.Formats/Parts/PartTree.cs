using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Formats.Parts;

//
//  Part tree
//
//      A Merkle tree over a sealed part, so that any leaf can be checked on its own.
//
//  References:
//
//      RFC 6962 - Certificate Transparency, section 2.1 (Merkle Tree Hash)
//
//  Parameters:
//
//      Leaf - 1 MiB; the last one may be shorter.
//      Hash - SHA-256 of 0x00 and a leaf, or of 0x01 and two nodes: 32 bytes.
//      Empty part - no leaves; the root is SHA-256 of no bytes.
//
/// <summary>
/// The hashes of a part's leaves. Once <see cref="Root"/> has been compared with a signed digest, any leaf can be checked on its
/// own, in a resumed upload or a ranged read.
/// </summary>
public sealed record PartTree
{
    private readonly Sha256Digest[] leaves;

    private PartTree(long length, Sha256Digest[] leaves)
    {
        this.leaves = leaves;
        Length = length;
        Root = new PartDigest(RecordHash.Tree(leaves));
    }

    /// <summary>The length of the part in bytes.</summary>
    public long Length { get; }

    /// <summary>One hash for each leaf; none if the part is empty.</summary>
    public IReadOnlyList<Sha256Digest> Leaves => leaves;

    public PartDigest Root { get; }

    /// <summary>The number of leaves in a part of this length.</summary>
    public static int LeafCount(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return checked((int)((length / PartTreeHasher.LeafSize) + (length % PartTreeHasher.LeafSize == 0 ? 0 : 1)));
    }

    /// <exception cref="MalformedException">A part of this length has a different number of leaves.</exception>
    public static PartTree FromLeaves(long length, IReadOnlyList<Sha256Digest> leaves) =>
        length >= 0 && length / PartTreeHasher.LeafSize < int.MaxValue && leaves.Count == LeafCount(length)
            ? new PartTree(length, [.. leaves])
            : throw new MalformedException($"a part of {length} bytes does not have {leaves.Count} leaves");

    /// <summary>Hashes a stream from its current position to its end.</summary>
    public static async Task<PartTree> OfAsync(Stream stream, CancellationToken cancellationToken)
    {
        using PartTreeHasher hasher = new();
        byte[] buffer = new byte[256 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and int read)
        {
            hasher.Append(buffer.AsSpan(0, read));
        }

        return hasher.Finish();
    }

    /// <summary>The number of bytes in the leaf at this index: 1 MiB, or fewer for the last.</summary>
    public int LeafLength(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leaves.Length);
        return (int)Math.Min(PartTreeHasher.LeafSize, Length - ((long)index * PartTreeHasher.LeafSize));
    }

    /// <summary>Whether these are the bytes of the leaf at this index; false if the part has no such leaf.</summary>
    public bool LeafMatches(int index, ReadOnlySpan<byte> leafBytes) => index >= 0 && index < leaves.Length
        && leafBytes.Length == LeafLength(index)
        && RecordHash.Leaf(leafBytes) == leaves[index];

    public bool Equals(PartTree? other) => other is not null && Length == other.Length && leaves.AsSpan().SequenceEqual(other.leaves);

    public override int GetHashCode() => Root.GetHashCode();
}
