using System.Runtime.Versioning;

namespace Exchange.Client.Home;

/// <summary>Files that are whole or not there: written beside their place, flushed to the disk, then renamed into it.</summary>
public static class AtomicFile
{
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

    private static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode, bool overwrite)
    {
        string temporary = $"{path}.{Path.GetRandomFileName()}.new";
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
