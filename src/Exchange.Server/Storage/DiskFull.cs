using Exchange.Contract.Errors;

namespace Exchange.Server.Storage;

/// <summary>Tells a full disk, where work resumes once there is room, from a failing one.</summary>
internal static class DiskFull
{
    // ENOSPC on Linux and macOS; EDQUOT on Linux, then on macOS; the two errors of Windows.
    private static readonly int[] Numbers = [28, 122, 69, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    public static bool Is(IOException problem) => Numbers.Contains(problem.HResult);

    /// <summary>The error code for it.</summary>
    public static ErrorCode CodeOf(IOException problem) => Is(problem) ? ErrorCode.StorageFull : ErrorCode.Unavailable;
}
