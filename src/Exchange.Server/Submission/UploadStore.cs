using System.Globalization;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Statements;
using Exchange.Formats.Primitives;
using Exchange.Server.Storage;
using Folder = System.IO.Directory;

namespace Exchange.Server.Submission;

/// <summary>
/// Where parts wait for their item: <c>uploads/MEMBER/ITEM/N-ROOT.partial</c>, then <c>.age</c> once whole, beside <c>.leaves</c>.
/// The names hold the member and the root, so no member can touch another's upload, nor an upload one with other bytes.
/// </summary>
internal sealed class UploadStore(string folder, TimeProvider time)
{
    /// <summary>After this time without a byte, an upload is given up.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>How many whole items' worth of bytes a member may have waiting.</summary>
    public const int ItemsPerMember = 2;

    private const string WholeExtension = ".age";
    private const string PartialExtension = ".partial";
    private const string LeavesExtension = ".leaves";

    public UploadProgress Progress(MemberId member, ItemId item, long part, PartDigest root)
    {
        string path = PathOf(member, item, part, root);
        FileInfo whole = new(path + WholeExtension);
        if (whole.Exists)
        {
            return new UploadProgress(whole.Length, Complete: true);
        }

        FileInfo partial = new(path + PartialExtension);
        long held = partial.Exists ? partial.Length : 0;
        return new UploadProgress(held - (held % PartTreeHasher.LeafSize), Complete: false);
    }

    /// <param name="underWay">Bytes that the member's uploads will bring, this one's among them.</param>
    /// <exception cref="RefusedException">The member has too much waiting.</exception>
    public void RequireRoom(MemberId member, long underWay, LimitTerms limits)
    {
        DirectoryInfo own = new(Path.Combine(folder, member.ToString()));
        if (!own.Exists)
        {
            return;
        }

        FileInfo[] waiting = [.. own.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Extension != LeavesExtension)];
        if (waiting.Sum(file => file.Length) + underWay > limits.MaxItemBytes * (decimal)ItemsPerMember || waiting.Length >= limits.MaxParts * (long)ItemsPerMember)
        {
            throw new RefusedException(ErrorCode.TooMuch, "a member has too much waiting to be handed in");
        }
    }

    /// <exception cref="RefusedException">Another upload of the same part is under way.</exception>
    public UploadFile Open(MemberId member, UploadHead head)
    {
        string path = PathOf(member, head.Item, head.Part, head.Tree.Root);
        try
        {
            Folder.CreateDirectory(Path.GetDirectoryName(path) ?? folder);
            return UploadFile.Open(path + PartialExtension, head.Tree);
        }
        catch (IOException problem)
        {
            throw new RefusedException(DiskFull.CodeOf(problem), "a part is being uploaded already, or the disk does not take it");
        }
    }

    /// <summary>Names a part as whole, with the hashes of its leaves beside it.</summary>
    public void Complete(MemberId member, UploadHead head)
    {
        string path = PathOf(member, head.Item, head.Part, head.Tree.Root);
        using (FileStream leaves = new(path + LeavesExtension, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            foreach (Sha256Digest leaf in head.Tree.Leaves)
            {
                leaves.Write(leaf.ToArray());
            }

            leaves.Flush(flushToDisk: true);
        }

        File.Move(path + PartialExtension, path + WholeExtension, overwrite: true);
    }

    /// <exception cref="RefusedException">A part that the item names has not arrived whole.</exception>
    public void RequireWhole(MemberId member, VerifiedItem item)
    {
        foreach (ItemPart part in item.Parts)
        {
            if (Progress(member, item.Id, part.Index, part.Digest) is not { Complete: true } progress || progress.BytesHeld != part.Length)
            {
                throw new RefusedException(ErrorCode.Incomplete, "a part has not arrived whole");
            }
        }
    }

    /// <summary>The two files of a whole part, to be moved to where items are kept.</summary>
    public (ItemPart Part, string Sealed, string Leaves) WholeFiles(MemberId member, ItemId item, ItemPart part)
    {
        string path = PathOf(member, item, part.Index, part.Digest);
        return (part, path + WholeExtension, path + LeavesExtension);
    }

    /// <summary>Removes what is left of an item's upload once the item is in.</summary>
    public void Forget(MemberId member, ItemId item)
    {
        string path = Path.Combine(folder, member.ToString(), item.ToString());
        try
        {
            if (Folder.Exists(path))
            {
                Folder.Delete(path, recursive: true);
            }
        }
        catch (IOException)
        {
            // The item is in all the same, and what stays is swept away when it is old.
        }
    }

    /// <summary>Removes every item's upload that has not been touched for <see cref="Lifetime"/>, and says how many those were.</summary>
    /// <exception cref="IOException">A file could not be looked at or removed.</exception>
    public int RemoveAbandoned()
    {
        DateTime before = (time.GetUtcNow() - Lifetime).UtcDateTime;
        DirectoryInfo[] abandoned =
        [
            .. new DirectoryInfo(folder).EnumerateDirectories().SelectMany(member => member.EnumerateDirectories())
                .Where(item => item.LastWriteTimeUtc < before && item.EnumerateFiles().All(file => file.LastWriteTimeUtc < before)),
        ];
        foreach (DirectoryInfo item in abandoned)
        {
            item.Delete(recursive: true);
        }

        return abandoned.Length;
    }

    private string PathOf(MemberId member, ItemId item, long part, PartDigest root) =>
        Path.Combine(folder, member.ToString(), item.ToString(), string.Create(CultureInfo.InvariantCulture, $"{part}-{root}"));
}
