using System.Text;
using Exchange.Client.Home;
using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Retrieval;

/// <summary>
/// Notes of which item is being fetched into which folder, so that a download that broke off, or was killed, is found again.
/// </summary>
/// <param name="notesFolder">The home's folder for them.</param>
public sealed class DownloadNotes(string notesFolder)
{
    private const int FolderCharacters = 8;

    /// <summary>What has been fetched in part and waits for the next attempt, the oldest first. Needs neither server nor keys.</summary>
    public IReadOnlyList<BrokenDownload> List() =>
        [.. System.IO.Directory.EnumerateFiles(notesFolder)
            .Where(note => !Path.HasExtension(note))
            .Select(Read)
            .OfType<BrokenDownload>()
            .OrderBy(download => download.Since)];

    internal void Begin(ItemId item, string folder) => AtomicFile.WriteSecret(PathOf(item, folder), Encoding.UTF8.GetBytes(folder));

    internal void End(ItemId item, string folder) => File.Delete(PathOf(item, folder));

    private static BrokenDownload? Read(string note)
    {
        try
        {
            string folder = File.ReadAllText(note);
            return ItemId.TryParse(Path.GetFileName(note).Split('-')[0], out ItemId item)
                && PullFolder.SealedParts(folder, item) is { Count: > 0 } parts
                ? new BrokenDownload(item, folder, parts.Sum(part => part.Length), File.GetLastWriteTimeUtc(note))
                : null;
        }
        catch (FileNotFoundException)
        {
            // It has come to its end this moment.
            return null;
        }
    }

    // The same item may be on its way into several folders.
    private string PathOf(ItemId item, string folder) =>
        Path.Combine(notesFolder, $"{item}-{Sha256Digest.Of(Encoding.UTF8.GetBytes(folder)).ToString()[..FolderCharacters]}");
}
