using System.Runtime.Versioning;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Home;

/// <summary>
/// Files that are whole or not there: written beside their place, flushed to the disk, then renamed into it. When the writing
/// returns, file and name are on the disk.
/// </summary>
public static class AtomicFile
{
    private const string Unfinished = ".new";
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OthersMayRead = OwnerFile | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    /// <summary>Makes a folder that only its owner may enter; one that is there keeps its mode.</summary>
    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            System.IO.Directory.CreateDirectory(folder);
        }
        else
        {
            System.IO.Directory.CreateDirectory(folder, OwnerFolder);
        }
    }

    /// <summary>Writes or replaces a file.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content) => Write(path, content, OthersMayRead, overwrite: true);

    /// <summary>Writes or replaces a file that only its owner may read: mode 0600 from its first byte on.</summary>
    public static void WriteSecret(string path, ReadOnlySpan<byte> content) => Write(path, content, OwnerFile, overwrite: true);

    /// <summary>Writes a secret that must not be there yet, so that no key is ever written over another.</summary>
    /// <exception cref="IOException">There is one.</exception>
    public static void WriteNewSecret(string path, ReadOnlySpan<byte> content) => Write(path, content, OwnerFile, overwrite: false);

    /// <summary>Removes what writings that were killed have left beside their places. One that is under way is younger.</summary>
    /// <param name="before">Files that were last written to before this, UTC, are left over.</param>
    public static void RemoveUnfinished(string folder, DateTime before)
    {
        foreach (string path in System.IO.Directory.EnumerateFiles(folder, "*" + Unfinished).Where(path => File.GetLastWriteTimeUtc(path) < before))
        {
            File.Delete(path);
        }
    }

    private static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode, bool overwrite)
    {
        string temporary = $"{path}.{Path.GetRandomFileName()}{Unfinished}";
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            SetMode(options, mode);
        }

        try
        {
            using (FileStream stream = new(temporary, options))
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

    [UnsupportedOSPlatform("windows")]
    private static void SetMode(FileStreamOptions options, UnixFileMode mode) => options.UnixCreateMode = mode;
}
