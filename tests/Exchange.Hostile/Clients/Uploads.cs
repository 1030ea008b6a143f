using System.Security.Cryptography;
using Exchange.Contract.Ids;
using Exchange.Contract.Wire;
using Exchange.Formats.Parts;
using Exchange.Formats.Primitives;
using Google.Protobuf;

namespace Exchange.Hostile.Clients;

/// <summary>Uploads of parts that belong to no item.</summary>
internal static class Uploads
{
    /// <summary>The header of a part of so many zero bytes, sound in itself.</summary>
    public static UploadPartRequest Header(long length, int part = 1)
    {
        Sha256Digest full = LeafOf(PartTreeHasher.LeafSize);
        List<Sha256Digest> leaves = [.. Enumerable.Repeat(full, (int)(length / PartTreeHasher.LeafSize))];
        if (length % PartTreeHasher.LeafSize is > 0 and long rest)
        {
            leaves.Add(LeafOf(rest));
        }

        PartTree tree = PartTree.FromLeaves(length, leaves);
        return new UploadPartRequest
        {
            Header = new UploadHeader
            {
                Item = ItemId.New().ToString(),
                Part = (uint)part,
                Length = length,
                Root = ByteString.CopyFrom(tree.Root.ToArray()),
                Leaves = ByteString.CopyFrom([.. leaves.SelectMany(leaf => leaf.ToArray())]),
            },
        };
    }

    // RFC 6962 section 2.1: a zero byte, then the leaf, here zeros as well.
    private static Sha256Digest LeafOf(long length) => new(SHA256.HashData(new byte[1 + length]));
}
