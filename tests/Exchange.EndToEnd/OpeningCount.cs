using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Exchange.EndToEnd;

/// <summary>Counts how often a file is opened, by Linux's inotify.</summary>
internal sealed class OpeningCount : IDisposable
{
    private const uint Opened = 0x20;

    // The kernel merges like events that follow each other; with the closing in between, no two openings do.
    private const uint ClosedUnwritten = 0x10;

    private const int NonBlocking = 0x800;

    /// <summary>Bytes of one event without a name: watch, mask, cookie, length.</summary>
    private const int EventSize = 16;

    private readonly SafeFileHandle queue;

    public OpeningCount(string file)
    {
        queue = new SafeFileHandle(Begin(NonBlocking), ownsHandle: true);
        if (Watch(queue, [.. Encoding.UTF8.GetBytes(file), 0], Opened | ClosedUnwritten) < 0)
        {
            throw new Win32Exception();
        }
    }

    /// <summary>Since the last count, or since the counting began.</summary>
    public int Count()
    {
        byte[] events = new byte[4096 * EventSize];
        int read = (int)Read(queue, events, events.Length);
        return Enumerable.Range(0, Math.Max(read, 0) / EventSize)
            .Count(place => (BitConverter.ToUInt32(events, (place * EventSize) + 4) & Opened) != 0);
    }

    public void Dispose() => queue.Dispose();

    [DllImport("libc", EntryPoint = "inotify_init1", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Begin(int flags);

    [DllImport("libc", EntryPoint = "inotify_add_watch", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Watch(SafeFileHandle queue, byte[] path, uint mask);

    [DllImport("libc", EntryPoint = "read", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Read(SafeFileHandle queue, byte[] buffer, nint count);
}
