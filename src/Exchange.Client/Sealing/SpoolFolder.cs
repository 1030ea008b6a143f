using System.Globalization;
using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Formats.Dsse;
using Exchange.Formats.Parts;
using Exchange.Formats.Primitives;
using Exchange.Formats.Safety;

namespace Exchange.Client.Sealing;

/// <summary>
/// Where a large item is kept as ciphertext until its receipt has come: the sealed parts, then the grants, and last the signed item
/// statement, without which the rest is worthless and can be deleted. Written to under <see cref="SpoolLock"/>.
/// </summary>
internal static class SpoolFolder
{
    private const string StatementName = "item.dsse";
    private const string GrantStatementName = "grants.dsse";

    /// <summary>Creates the file of a part; never overwrites one.</summary>
    public static FileStream CreatePart(string folder, int index)
    {
        PrivateFile.MakeFolder(folder);
        return Create(PartPath(folder, index));
    }

    /// <summary>Adds what is signed; from now on the item can be sent from here.</summary>
    public static async Task CompleteAsync(string folder, PreparedItem prepared, CancellationToken cancellationToken)
    {
        for (int i = 0; i < prepared.Grants.Count; i++)
        {
            await WriteAsync(GrantPath(folder, i), prepared.Grants[i].Bytes, cancellationToken);
        }

        await WriteAsync(Path.Combine(folder, GrantStatementName), prepared.GrantStatement.Encode(), cancellationToken);

        // The parts' names first, then at once the statement's: a program that finds it finds everything.
        FolderSync.Flush(folder);
        AtomicFile.WriteSecret(Path.Combine(folder, StatementName), prepared.Statement.Encode());
        FolderSync.Flush(Path.GetDirectoryName(folder) ?? folder);
    }

    /// <summary>The items that are waiting here, complete, oldest first.</summary>
    public static IReadOnlyList<SpooledItem> List(string spools) =>
        [.. Items(spools).Select(spool => Describe(spool.Item, spool.Folder)).OfType<SpooledItem>().OrderBy(item => item.Sealed)];

    /// <summary>Deletes what was never signed and is no longer being made: the ciphertext of attempts that were killed.</summary>
    public static void RemoveUnsigned(string spools)
    {
        foreach ((_, string folder) in Items(spools))
        {
            using FileStream? held = SpoolLock.TryTake(folder);
            if (held is not null && !IsSigned(folder))
            {
                Remove(folder);
            }
        }
    }

    /// <summary>Reads an item back, so that a broken upload resumes with the very same bytes.</summary>
    /// <exception cref="ClientException">No item is waiting there, or it is not what was signed.</exception>
    public static async Task<PreparedItem> LoadAsync(string folder, DirectoryState directory, CancellationToken cancellationToken)
    {
        try
        {
            DsseEnvelope statement = await ReadAsync(Path.Combine(folder, StatementName), cancellationToken);
            VerifiedItem item = ItemVerifier.Verify(statement, directory);
            DsseEnvelope grantStatement = await ReadAsync(Path.Combine(folder, GrantStatementName), cancellationToken);
            List<SealedGrantFile> grants = [];
            for (int i = 0; File.Exists(GrantPath(folder, i)); i++)
            {
                grants.Add(new SealedGrantFile(await File.ReadAllBytesAsync(GrantPath(folder, i), cancellationToken)));
            }

            List<SealedPart> parts = [];
            foreach (ItemPart part in item.Parts)
            {
                parts.Add(await LoadPartAsync(folder, part, cancellationToken));
            }

            return new PreparedItem(item.Id, statement, grantStatement, grants, parts);
        }
        catch (Exception unreadable) when (unreadable is IOException or MalformedException)
        {
            throw new ClientException(
                ExitCode.Failed, "The item cannot be resumed.", "No item with this id is waiting, or it is no longer complete.",
                "See exchange outbox, or submit the files again as a new item.", unreadable);
        }
    }

    /// <summary>Deletes ciphertext that is no longer needed, or was never signed.</summary>
    public static void Remove(string folder)
    {
        if (System.IO.Directory.Exists(folder))
        {
            // First, so that what a crash leaves does not look like a waiting item.
            File.Delete(Path.Combine(folder, StatementName));
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<(ItemId Item, string Folder)> Items(string spools)
    {
        foreach (string folder in System.IO.Directory.EnumerateDirectories(spools))
        {
            if (ItemId.TryParse(Path.GetFileName(folder), out ItemId item))
            {
                yield return (item, folder);
            }
        }
    }

    private static bool IsSigned(string folder) => File.Exists(Path.Combine(folder, StatementName));

    private static SpooledItem? Describe(ItemId item, string folder)
    {
        try
        {
            FileInfo[] files = new DirectoryInfo(folder).GetFiles();
            return files.FirstOrDefault(file => file.Name == StatementName) is { } statement
                ? new SpooledItem(item, files.Where(file => file.Extension == ".age").Sum(file => file.Length), statement.LastWriteTimeUtc)
                : null;
        }
        catch (IOException) when (!IsSigned(folder))
        {
            // Its receipt has come at this moment.
            return null;
        }
    }

    private static async Task<SealedPart> LoadPartAsync(string folder, ItemPart part, CancellationToken cancellationToken)
    {
        string path = PartPath(folder, part.Index);
        await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        PartTree tree = await PartTree.OfAsync(file, cancellationToken);
        return tree.Root == part.Digest && tree.Length == part.Length
            ? SealedPart.Spooled(part.Index, tree, path)
            : throw new MalformedException("a sealed part is not the one that was signed");
    }

    private static async Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await using FileStream file = Create(path);
        await file.WriteAsync(bytes, cancellationToken);
        file.Flush(flushToDisk: true);
    }

    private static async Task<DsseEnvelope> ReadAsync(string path, CancellationToken cancellationToken) =>
        DsseEnvelope.Parse(await File.ReadAllBytesAsync(path, cancellationToken));

    private static FileStream Create(string path) => PrivateFile.Open(path, FileMode.CreateNew, FileAccess.Write);

    private static string PartPath(string folder, int index) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{index}.age"));

    private static string GrantPath(string folder, int index) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"grant-{index}.age"));
}

/// <summary>An item that waits to be resumed.</summary>
/// <param name="Bytes">Of the sealed files and grants.</param>
/// <param name="Sealed">When it was signed.</param>
public sealed record SpooledItem(ItemId Item, long Bytes, DateTimeOffset Sealed);
