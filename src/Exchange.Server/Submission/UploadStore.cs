using System.Globalization;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Statements;
using Exchange.Formats.Parts;
using Exchange.Formats.Primitives;
using Exchange.Server.Storage;
using Folder = System.IO.Directory;

namespace Exchange.Server.Submission;

/// <summary>How much of a part has arrived: some full leaves, or the complete part.</summary>
internal sealed record UploadProgress(long BytesHeld, bool Complete);

/// <summary>
/// Where parts wait for their item: <c>uploads/MEMBER/ITEM/N-ROOT.partial</c>, then <c>.age</c> once complete, beside <c>.leaves</c>.
/// The names hold the member and the root, so no upload can touch another member's, or one of the same part with different bytes. It
/// has no state but its files; a file being written is open for one writer alone.
/// </summary>
internal sealed class UploadStore(string folder, TimeProvider time)
{
    /// <summary>After this time without a byte, an upload is abandoned.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>How many bytes a member may have waiting, as a multiple of the largest item.</summary>
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

    /// <param name="underWay">Bytes that the member's uploads will bring, including this one.</param>
    /// <exception cref="RefusedException">The member has too much waiting.</exception>
    public void RequireRoom(MemberId member, long underWay, LimitTerms limits)
    {
        DirectoryInfo own = new(Path.Combine(folder, member.ToString()));
        if (!own.Exists)
        {
            return;
        }

        FileInfo[] waiting =
            [.. own.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Extension != LeavesExtension)];
        bool tooLarge = waiting.Sum(file => file.Length) + underWay > limits.MaxItemBytes * (decimal)ItemsPerMember;
        if (tooLarge || waiting.Length >= limits.MaxParts * (long)ItemsPerMember)
        {
            throw new RefusedException(ErrorCode.TooMuch, "a member has too much waiting to be submitted");
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
            throw new RefusedException(DiskFull.CodeOf(problem), "a part is being uploaded already, or the disk refuses it");
        }
    }

    /// <summary>Renames a part as complete, with the hashes of its leaves beside it.</summary>
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

    /// <exception cref="RefusedException">A part that the item names has not fully arrived.</exception>
    public void RequireWhole(MemberId member, VerifiedItem item)
    {
        foreach (ItemPart part in item.Parts)
        {
            UploadProgress progress = Progress(member, item.Id, part.Index, part.Digest);
            if (!progress.Complete || progress.BytesHeld != part.Length)
            {
                throw new RefusedException(ErrorCode.Incomplete, "a part has not fully arrived");
            }
        }
    }

    /// <summary>The two files of a complete part, to be moved to where items are stored.</summary>
    public PartFiles WholeFiles(MemberId member, ItemId item, ItemPart part)
    {
        string path = PathOf(member, item, part.Index, part.Digest);
        return new PartFiles(part, path + WholeExtension, path + LeavesExtension);
    }

    /// <summary>Removes what is left of an item's upload once the item is stored.</summary>
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
            // The item is stored all the same, and what remains is swept away when it is old.
        }
    }

    /// <summary>Removes every item's upload that has not changed for <see cref="Lifetime"/>, and returns how many.</summary>
    /// <exception cref="IOException">A file could not be examined or removed.</exception>
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
