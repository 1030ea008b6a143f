namespace Exchange.Client.Sealing;

/// <summary>
/// Held by the program that seals or sends an item, so that no other sends it at the same time or takes an item that is still being
/// sealed for an abandoned one. The system frees it with the process.
/// </summary>
internal static class SpoolLock
{
    public const string Extension = ".lock";

    /// <param name="folder">The item's folder; the lock lies beside it.</param>
    /// <returns>The lock, which disposal frees; null while another program holds it.</returns>
    public static FileStream? TryTake(string folder)
    {
        string path = folder + Extension;
        try
        {
            return new FileStream(
                path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>Deletes the locks that killed programs have left, of items that no longer exist.</summary>
    /// <param name="before">UTC. A younger lock may be one that is being taken at this moment.</param>
    public static void RemoveLeft(string spools, DateTime before)
    {
        IEnumerable<string> locks = System.IO.Directory.EnumerateFiles(spools, "*" + Extension);
        foreach (string path in locks.Where(path => File.GetLastWriteTimeUtc(path) < before))
        {
            string folder = path[..^Extension.Length];
            using FileStream? unheld = System.IO.Directory.Exists(folder) ? null : TryTake(folder);
        }
    }
}
