using System.Runtime.Versioning;

namespace Exchange.Client.Home;

/// <summary>Files and folders that only their owner may use, from their first byte on. Windows has no such modes.</summary>
public static class PrivateFile
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    /// <summary>Creates a folder that only its owner may enter; one that exists keeps its mode.</summary>
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

    /// <summary>Opens a file for this program alone; if it is created here, with mode 0600.</summary>
    public static FileStream Open(string path, FileMode mode, FileAccess access) => Open(path, mode, access, OwnerFile);

    /// <summary>Whether a file may be read or written by others than its owner. Always false where files have no such modes.</summary>
    public static bool IsOpenToOthers(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerFile) != 0;

    /// <summary>As <see cref="Open(string, FileMode, FileAccess)"/>, but a file that is created here may be read by everybody.</summary>
    internal static FileStream OpenReadable(string path, FileMode mode, FileAccess access) =>
        Open(path, mode, access, OwnerFile | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

    private static FileStream Open(string path, FileMode mode, FileAccess access, UnixFileMode created)
    {
        FileStreamOptions options = new()
        {
            Mode = mode,
            Access = access,
            Share = FileShare.None,
            Options = FileOptions.Asynchronous,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            SetMode(options, created);
        }

        return new FileStream(path, options);
    }

    [UnsupportedOSPlatform("windows")]
    private static void SetMode(FileStreamOptions options, UnixFileMode mode) => options.UnixCreateMode = mode;
}
