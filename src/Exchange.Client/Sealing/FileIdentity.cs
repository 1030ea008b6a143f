using System.Runtime.InteropServices;
using System.Text;

namespace Exchange.Client.Sealing;

/// <summary>
/// Tells a file from a different one that has taken its place under its name, with its length and times: by device and inode number
/// where the system has statx (statx(2), whose structure is the same on every architecture), otherwise by the time of its creation.
/// </summary>
internal readonly record struct FileIdentity(ulong Device, ulong Number)
{
    private const int CurrentFolder = -100;
    private const uint InodeNumber = 0x100;

    /// <summary>Of <c>struct statx</c>, in bytes.</summary>
    private const int Size = 256;

    public static FileIdentity Of(FileInfo file)
    {
        byte[] answer = new byte[Size];
        return OperatingSystem.IsLinux() && IsAnswered(file.FullName, answer)
            // stx_dev_major and stx_dev_minor as one number, and stx_ino.
            ? new FileIdentity(BitConverter.ToUInt64(answer, 136), BitConverter.ToUInt64(answer, 32))
            : new FileIdentity(0, (ulong)file.CreationTimeUtc.Ticks);
    }

    private static bool IsAnswered(string path, byte[] answer)
    {
        try
        {
            return Ask(CurrentFolder, [.. Encoding.UTF8.GetBytes(path), 0], 0, InodeNumber, answer) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Ask(int folder, byte[] path, int flags, uint wanted, [Out] byte[] answer);
}
