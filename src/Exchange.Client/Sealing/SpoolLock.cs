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
}
