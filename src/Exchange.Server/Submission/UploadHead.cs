using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Statements;
using Exchange.Formats.Primitives;

namespace Exchange.Server.Submission;

/// <summary>What an upload says of itself before its first byte: which part, its tree, and where its data begins. Checked when made.</summary>
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

    /// <summary>Bytes; what <see cref="UploadStore.BytesHeld"/> said.</summary>
    public long Offset { get; }

    /// <param name="leaves">32 bytes for each leaf of 1 MiB, in order.</param>
    /// <exception cref="MalformedException">The leaves do not hash to the root, or a number is out of range.</exception>
    /// <exception cref="RefusedException">The part is larger than the agreement allows.</exception>
    public static UploadHead Check(ItemId item, long part, long length, PartDigest root, ReadOnlySpan<byte> leaves, long offset, LimitTerms limits)
    {
        if (part < 0 || part >= limits.MaxParts || length > (part == 0 ? Math.Min(limits.MaxCardBytes, limits.MaxPartBytes) : limits.MaxPartBytes))
        {
            throw new RefusedException(ErrorCode.TooMuch, "a part is over the agreement's limits");
        }

        if (length <= 0 || offset < 0 || offset > length || leaves.Length % Sha256Digest.Size != 0)
        {
            throw new MalformedException("the header of an upload has a number out of range");
        }

        List<Sha256Digest> hashes = new(leaves.Length / Sha256Digest.Size);
        for (int at = 0; at < leaves.Length; at += Sha256Digest.Size)
        {
            hashes.Add(new Sha256Digest(leaves.Slice(at, Sha256Digest.Size)));
        }

        PartTree tree = PartTree.FromLeaves(length, hashes);
        return tree.Root == root
            ? new UploadHead(item, (int)part, tree, offset)
            : throw new MalformedException("the leaves of an upload do not hash to its root");
    }
}
