using System.Runtime.InteropServices;

namespace Exchange.Formats.Safety;

/// <summary>Makes renames durable: on Unix a name is on the disk only after its folder was flushed (fsync(2)).</summary>
public static partial class FolderSync
{
    private const int ReadOnly = 0;

    /// <summary>Returns once the names in the folder are on the disk; the contents of its files and folders may not be.</summary>
    /// <exception cref="IOException">
    /// The flush failed. It is then unknown what was written, and a second flush that succeeds does not change that.
    /// </exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // NTFS journals its names
        }

        int descriptor = OpenFolder(folder, ReadOnly);
        if (descriptor < 0)
        {
            int refused = Marshal.GetLastPInvokeError();
            throw new IOException($"a folder could not be opened to flush it: error {refused}", refused);
        }

        int result = FlushDescriptor(descriptor);
        int error = Marshal.GetLastPInvokeError();
        _ = CloseDescriptor(descriptor);
        if (result != 0)
        {
            throw new IOException($"a folder could not be flushed: error {error}", error);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenFolder(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FlushDescriptor(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CloseDescriptor(int descriptor);
}
