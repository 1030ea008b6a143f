using System.Globalization;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Formats.Parts;
using Exchange.Formats.Primitives;
using Exchange.Formats.Safety;
using Folder = System.IO.Directory;

namespace Exchange.Server.Storage;

/// <summary>A sealed part, open for reading. Disposing of it closes its file.</summary>
internal sealed record StoredPart(FileStream File, PartTree Tree) : IDisposable
{
    public void Dispose() => File.Dispose();
}

/// <summary>The paths of a complete part in the upload folder: the sealed file and the hashes of its leaves.</summary>
internal sealed record PartFiles(ItemPart Part, string Sealed, string Leaves);

/// <summary>
/// The sealed parts of items: <c>parts/ITEM/N.age</c>, beside <c>N.leaves</c>, the hashes of its leaves. Files without an item's row
/// are leftovers of a write that did not commit. It has no state but its files: <see cref="Take"/> and <see cref="GiveBack"/> are
/// called by the writing task alone, each file is written once, and any thread may read.
/// </summary>
internal sealed class PartStore(string folder)
{
    /// <summary>Moves an item's complete files to their place, which is empty: its id is new.</summary>
    /// <exception cref="RefusedException">A file is missing, or the disk refuses it; see <see cref="GiveBack"/>.</exception>
    public void Take(ItemId item, IEnumerable<PartFiles> files)
    {
        try
        {
            string own = Path.Combine(folder, item.ToString());
            Folder.CreateDirectory(own);
            foreach (PartFiles uploaded in files)
            {
                string path = PathOf(item, uploaded.Part.Index);
                File.Move(uploaded.Leaves, path + ".leaves", overwrite: true);
                File.Move(uploaded.Sealed, path + ".age", overwrite: true);
            }

            // The row that names them commits durably, so the names must be durable before it does.
            FolderSync.Flush(own);
            FolderSync.Flush(folder);
        }
        catch (FileNotFoundException)
        {
            throw new RefusedException(ErrorCode.Incomplete, "a part disappeared while its item was submitted");
        }
        catch (IOException problem)
        {
            throw new RefusedException(DiskFull.CodeOf(problem), "the parts of an item could not be stored: " + problem.GetType().Name);
        }
    }

    /// <summary>Undoes <see cref="Take"/>, however far it got, and leaves nothing here whose flush may have failed.</summary>
    /// <exception cref="IOException">A file could not be moved: the sender sends it again, and the next start removes it.</exception>
    public void GiveBack(ItemId item, IEnumerable<PartFiles> files)
    {
        foreach (PartFiles uploaded in files)
        {
            string path = PathOf(item, uploaded.Part.Index);
            MoveBack(path + ".leaves", uploaded.Leaves);
            MoveBack(path + ".age", uploaded.Sealed);
        }

        string own = Path.Combine(folder, item.ToString());
        if (Folder.Exists(own))
        {
            Folder.Delete(own, recursive: true);
        }
    }

    /// <summary>Opens a part for reading, after comparing its leaf hashes with the digest that its sender signed.</summary>
    /// <exception cref="RefusedException">It is missing, has a different length, or its hashes are damaged.</exception>
    public StoredPart Open(ItemId item, ItemPart part)
    {
        string path = PathOf(item, part.Index);
        FileStream? file = null;
        try
        {
            PartTree tree = ReadTree(path + ".leaves", part.Length);
            file = new FileStream(
                path + ".age",
                FileMode.Open,
                FileAccess.Read,
                FileShare.Read,
                bufferSize: 0,
                FileOptions.Asynchronous | FileOptions.SequentialScan);
            if (tree.Root == part.Digest && file.Length == part.Length)
            {
                return new StoredPart(file, tree);
            }
        }
        catch (Exception problem) when (problem is IOException or MalformedException or UnauthorizedAccessException)
        {
            // Thrown below: whatever the reason, the part is not what was stored.
        }

        file?.Dispose();
        throw new RefusedException(ErrorCode.DataLoss, $"part {part.Index} of item {item} is missing or damaged");
    }

    /// <summary>
    /// Moves the folders of items that were never committed to where uploads wait and expire; gives how many. They are not deleted at
    /// once: if the database was restored from a backup that is too old, they are the only copy.
    /// </summary>
    public int SetAsideLeftovers(Func<ItemId, bool> isKnown, string aside, DateTimeOffset now)
    {
        List<string> leftovers =
        [
            .. Folder.EnumerateDirectories(folder)
                .Where(path => ItemId.TryParse(Path.GetFileName(path), out ItemId item) && !isKnown(item)),
        ];
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
