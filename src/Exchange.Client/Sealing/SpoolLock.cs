namespace Exchange.Client.Sealing;

/// <summary>
/// Held by whoever seals or sends an item, so that nobody else sends it at the same time or takes for abandoned what is still being
/// made. The system frees it with the process.
/// </summary>
internal static class SpoolLock
{
    public const string Extension = ".lock";

    /// <param name="folder">The item's folder; the lock lies beside it.</param>
    /// <returns>The lock, which disposal frees; null while another holds it.</returns>
    public static FileStream? TryTake(string folder)
    {
        string path = folder + Extension;
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>Deletes the locks that programs have left which were killed, of items that are not there any more.</summary>
    /// <param name="before">UTC. A younger lock may be one that is being taken this moment.</param>
    public static void RemoveLeft(string spools, DateTime before)
    {
        foreach (string path in System.IO.Directory.EnumerateFiles(spools, "*" + Extension).Where(path => File.GetLastWriteTimeUtc(path) < before))
        {
            string folder = path[..^Extension.Length];
            using FileStream? unheld = System.IO.Directory.Exists(folder) ? null : TryTake(folder);
        }
    }
}
