using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Statements;
using Exchange.Formats.Parts;
using Exchange.Formats.Primitives;

namespace Exchange.Server.Submission;

/// <summary>The header of an upload as it arrives; nothing is checked yet.</summary>
internal sealed record PartHeader
{
    public required ItemId Item { get; init; }

    public required long Part { get; init; }

    public required long Length { get; init; }

    public required PartDigest Root { get; init; }

    /// <summary>32 bytes for each leaf of 1 MiB, in order.</summary>
    public required ReadOnlyMemory<byte> Leaves { get; init; }

    /// <summary>Where the data starts.</summary>
    public required long Offset { get; init; }
}

/// <summary>The checked header of an upload: which part, its tree, and where its data starts.</summary>
internal sealed class UploadHead
{
    private UploadHead(ItemId item, int part, PartTree tree, long offset)
    {
        Item = item;
        Part = part;
        Tree = tree;
        Offset = offset;
    }

    public ItemId Item { get; }

    public int Part { get; }

    public PartTree Tree { get; }

    /// <summary>Bytes; what <see cref="UploadProgress.BytesHeld"/> said.</summary>
    public long Offset { get; }

    /// <exception cref="MalformedException">The leaves do not hash to the root, or a number is out of range.</exception>
    /// <exception cref="RefusedException">The part is larger than the agreement allows.</exception>
    public static UploadHead Check(PartHeader header, LimitTerms limits)
    {
        long most = header.Part == 0 ? Math.Min(limits.MaxCardBytes, limits.MaxPartBytes) : limits.MaxPartBytes;
        if (header.Part < 0 || header.Part >= limits.MaxParts || header.Length > most)
        {
            throw new RefusedException(ErrorCode.TooMuch, "a part is over the agreement's limits");
        }

        ReadOnlySpan<byte> leaves = header.Leaves.Span;
        if (header.Length <= 0 || header.Offset < 0 || header.Offset > header.Length || leaves.Length % Sha256Digest.Size != 0)
        {
            throw new MalformedException("the header of an upload has a number out of range");
        }

        List<Sha256Digest> hashes = new(leaves.Length / Sha256Digest.Size);
        for (int at = 0; at < leaves.Length; at += Sha256Digest.Size)
        {
            hashes.Add(new Sha256Digest(leaves.Slice(at, Sha256Digest.Size)));
        }

        PartTree tree = PartTree.FromLeaves(header.Length, hashes);
        return tree.Root == header.Root
            ? new UploadHead(header.Item, (int)header.Part, tree, header.Offset)
            : throw new MalformedException("the leaves of an upload do not hash to its root");
    }
}
