namespace Exchange.Hostile.Faults;

/// <summary>What strace does to the calls of one kind of a program.</summary>
/// <param name="Call">The system call, such as <c>fsync</c>.</param>
/// <param name="Effect">
/// As strace spells it: <c>signal=KILL</c>, which strikes before the call has done anything, or <c>error=EIO</c>.
/// </param>
/// <param name="When">Which calls, counted in each thread: <c>3</c>, <c>3..9</c>, <c>3+5</c>.</param>
/// <param name="Path">Only calls on this file or folder; null for all.</param>
internal sealed record Fault(string Call, string Effect, string When, string? Path = null)
{
    public const string Kill = "signal=KILL";
    public const string BadDisk = "error=EIO";
    public const string FullDisk = "error=ENOSPC";
}
