using System.Runtime.InteropServices;

namespace Exchange.Formats.Primitives;

/// <summary>Makes renames durable: on Unix a name is on the disk only when its folder has been flushed (fsync(2)).</summary>
public static partial class FolderSync
{
    private const int ReadOnly = 0;

    /// <summary>Returns when the names in the folder, not what is below them, are on the disk.</summary>
    /// <exception cref="IOException">The disk did not take it. What was flushed then is not known, and a second flush that succeeds does not say so either.</exception>
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
            throw new IOException($"a folder cannot be opened to be flushed: error {refused}", refused);
        }

        int result = FlushDescriptor(descriptor);
        int error = Marshal.GetLastPInvokeError();
        _ = CloseDescriptor(descriptor);
        if (result != 0)
        {
            throw new IOException($"a folder cannot be flushed: error {error}", error);
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
