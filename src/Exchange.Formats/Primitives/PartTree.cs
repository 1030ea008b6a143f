using Exchange.Formats.Tlog;

namespace Exchange.Formats.Primitives;

/// <summary>
/// The hashes of a part's leaves: 1 MiB each but the last, RFC 6962 section 2.1. Whoever has them and compared <see cref="Root"/>
/// with a signed digest can check any leaf by itself, in a resumed upload or a ranged read.
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

    /// <summary>The part's bytes.</summary>
    public long Length { get; }

    /// <summary>One hash for each leaf; none for an empty part.</summary>
    public IReadOnlyList<Sha256Digest> Leaves => leaves;

    public PartDigest Root { get; }

    /// <summary>How many leaves a part of this length has.</summary>
    public static int LeafCount(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return checked((int)((length / PartTreeHasher.LeafSize) + (length % PartTreeHasher.LeafSize == 0 ? 0 : 1)));
    }

    /// <exception cref="MalformedException">The number of leaves is not that of the length.</exception>
    public static PartTree FromLeaves(long length, IReadOnlyList<Sha256Digest> leaves) =>
        length >= 0 && length / PartTreeHasher.LeafSize < int.MaxValue && leaves.Count == LeafCount(length)
            ? new PartTree(length, [.. leaves])
            : throw new MalformedException("the number of leaves does not fit the length of the part");

    /// <summary>Hashes a stream from where it stands to its end.</summary>
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

    /// <summary>The bytes of the leaf at this index: 1 MiB, or fewer for the last.</summary>
    public int LeafLength(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leaves.Length);
        return (int)Math.Min(PartTreeHasher.LeafSize, Length - ((long)index * PartTreeHasher.LeafSize));
    }

    /// <summary>Whether these are the bytes of the leaf at this index; false for an index that the part has not.</summary>
    public bool LeafMatches(int index, ReadOnlySpan<byte> leafBytes) =>
        index >= 0 && index < leaves.Length && leafBytes.Length == LeafLength(index) && RecordHash.Leaf(leafBytes) == leaves[index];

    public bool Equals(PartTree? other) => other is not null && Length == other.Length && leaves.AsSpan().SequenceEqual(other.leaves);

    public override int GetHashCode() => Root.GetHashCode();
}
