using System.Globalization;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Formats.Primitives;
using Folder = System.IO.Directory;

namespace Exchange.Server.Storage;

/// <summary>
/// The sealed parts of items: <c>parts/ITEM/N.age</c>, beside <c>N.leaves</c>, the hashes of its leaves. What counts is the item's
/// row: files without one are leftovers of a write that did not commit.
/// </summary>
internal sealed class PartStore(string folder)
{
    /// <summary>Moves an item's whole files to their place, where nothing can be: its id is new.</summary>
    /// <exception cref="RefusedException">A file is missing, or the disk does not take it; see <see cref="GiveBack"/>.</exception>
    public void Take(ItemId item, IEnumerable<(ItemPart Part, string Sealed, string Leaves)> files)
    {
        try
        {
            string own = Path.Combine(folder, item.ToString());
            Folder.CreateDirectory(own);
            foreach ((ItemPart part, string sealedFile, string leaves) in files)
            {
                string path = PathOf(item, part.Index);
                File.Move(leaves, path + ".leaves", overwrite: true);
                File.Move(sealedFile, path + ".age", overwrite: true);
            }

            // The row that names them commits durably, so the names must be as durable before it does.
            FolderSync.Flush(own);
            FolderSync.Flush(folder);
        }
        catch (FileNotFoundException)
        {
            throw new RefusedException(ErrorCode.Incomplete, "a part went away while its item was taken in");
        }
        catch (IOException problem)
        {
            throw new RefusedException(DiskFull.CodeOf(problem), "the parts of an item could not be kept: " + problem.GetType().Name);
        }
    }

    /// <summary>Undoes <see cref="Take"/>, however far it came, and leaves nothing here of which a flush may have failed.</summary>
    /// <exception cref="IOException">A file could not be moved: the sender sends it again, and the next start removes it.</exception>
    public void GiveBack(ItemId item, IEnumerable<(ItemPart Part, string Sealed, string Leaves)> files)
    {
        foreach ((ItemPart part, string sealedFile, string leaves) in files)
        {
            string path = PathOf(item, part.Index);
            MoveBack(path + ".leaves", leaves);
            MoveBack(path + ".age", sealedFile);
        }

        string own = Path.Combine(folder, item.ToString());
        if (Folder.Exists(own))
        {
            Folder.Delete(own, recursive: true);
        }
    }

    /// <summary>Opens a part for reading, its leaf hashes compared with the digest that its sender signed.</summary>
    /// <exception cref="RefusedException">It is missing, has another length, or its hashes are damaged.</exception>
    public StoredPart Open(ItemId item, ItemPart part)
    {
        string path = PathOf(item, part.Index);
        FileStream? file = null;
        try
        {
            PartTree tree = ReadTree(path + ".leaves", part.Length);
            file = new FileStream(path + ".age", FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
            if (tree.Root == part.Digest && file.Length == part.Length)
            {
                return new StoredPart(file, tree);
            }
        }
        catch (Exception problem) when (problem is IOException or MalformedException or UnauthorizedAccessException)
        {
            // Answered below: whatever the reason, the part is not what was stored.
        }

        file?.Dispose();
        throw new RefusedException(ErrorCode.DataLoss, $"part {part.Index} of item {item} is missing or damaged");
    }

    /// <summary>
    /// Moves the folders of items that were never committed to where uploads wait and age; gives how many. Not deleted at once: over a
    /// database that somebody restored from too old a backup, they would be the only copy.
    /// </summary>
    public int SetAsideLeftovers(Func<ItemId, bool> isKnown, string aside, DateTimeOffset now)
    {
        List<string> leftovers = [.. Folder.EnumerateDirectories(folder).Where(path => ItemId.TryParse(Path.GetFileName(path), out ItemId item) && !isKnown(item))];
        foreach (string path in leftovers)
        {
            string target = Path.Combine(aside, Path.GetFileName(path));
            Folder.CreateDirectory(aside);
            if (Folder.Exists(target))
            {
                Folder.Delete(target, recursive: true);
            }

            Folder.Move(path, target);
            Folder.SetLastWriteTimeUtc(target, now.UtcDateTime);
        }

        return leftovers.Count;
    }

    private static void MoveBack(string from, string to)
    {
        if (File.Exists(from))
        {
            File.Move(from, to, overwrite: true);
        }
    }

    private static PartTree ReadTree(string path, long length)
    {
        byte[] bytes = File.ReadAllBytes(path);
        List<Sha256Digest> leaves = new(bytes.Length / Sha256Digest.Size);
        for (int at = 0; at + Sha256Digest.Size <= bytes.Length; at += Sha256Digest.Size)
        {
            leaves.Add(new Sha256Digest(bytes.AsSpan(at, Sha256Digest.Size)));
        }

        return PartTree.FromLeaves(length, leaves);
    }

    private string PathOf(ItemId item, int part) =>
        Path.Combine(folder, item.ToString(), part.ToString(CultureInfo.InvariantCulture));
}
