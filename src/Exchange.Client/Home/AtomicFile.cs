using Exchange.Formats.Safety;

namespace Exchange.Client.Home;

/// <summary>
/// Files that exist whole or not at all: written beside their place, flushed to the disk, then renamed into it. When the writing
/// returns, file and name are on the disk.
/// </summary>
public static class AtomicFile
{
    private const string Unfinished = ".new";

    /// <summary>Writes or replaces a file.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content) => Write(path, content, isSecret: false, overwrite: true);

    /// <summary>Writes or replaces a file that only its owner may read: mode 0600 from its first byte on.</summary>
    public static void WriteSecret(string path, ReadOnlySpan<byte> content) => Write(path, content, isSecret: true, overwrite: true);

    /// <summary>Writes a secret that must not exist yet, so that no key is ever overwritten.</summary>
    /// <exception cref="IOException">It exists.</exception>
    public static void WriteNewSecret(string path, ReadOnlySpan<byte> content) => Write(path, content, isSecret: true, overwrite: false);

    /// <summary>Removes unfinished files that killed programs have left. A file that is being written is younger.</summary>
    /// <param name="before">Files last written to before this, UTC, are left over.</param>
    public static void RemoveUnfinished(string folder, DateTime before)
    {
        IEnumerable<string> unfinished = System.IO.Directory.EnumerateFiles(folder, "*" + Unfinished);
        foreach (string path in unfinished.Where(path => File.GetLastWriteTimeUtc(path) < before))
        {
            File.Delete(path);
        }
    }

    private static void Write(string path, ReadOnlySpan<byte> content, bool isSecret, bool overwrite)
    {
        string temporary = $"{path}.{Path.GetRandomFileName()}{Unfinished}";
        try
        {
            using (FileStream stream = isSecret
                ? PrivateFile.Open(temporary, FileMode.CreateNew, FileAccess.Write)
                : PrivateFile.OpenReadable(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite);
            FolderSync.Flush(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/");
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
