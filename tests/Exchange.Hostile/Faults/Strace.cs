using System.Diagnostics;

namespace Exchange.Hostile.Faults;

/// <summary>Debian's strace, which injects faults into the calls of a program that it runs.</summary>
internal static class Strace
{
    private const string Program = "/usr/bin/strace";

    private static readonly Lazy<Task<bool>> Traces = new(TryAsync);

    /// <summary>Skips the test where there is no strace, or no leave to trace.</summary>
    public static async Task RequireAsync()
    {
        Assert.SkipUnless(File.Exists(Program), $"skipped: there is no {Program}, of Debian's strace");
        Assert.SkipUnless(await Traces.Value, "skipped: strace may not trace programs on this machine (ptrace is not permitted)");
    }

    /// <summary>What runs a program under a fault.</summary>
    /// <param name="trace">Where the calls of the fault's kind are written, one a line, with the paths of their files.</param>
    public static string[] Wrapper(Fault fault, string trace) =>
    [
        Program, "-f", "-qq", "-y", "-e", "signal=none", "-o", trace,
        .. fault.Path is { } path ? (string[])["-P", path] : [],
        "-e", $"trace={fault.Call}",
        "-e", $"inject={fault.Call}:{fault.Effect}:when={fault.When}",
    ];

    private static async Task<bool> TryAsync()
    {
        using Process tried = Process.Start(Program, ["-f", "-o", "/dev/null", "true"]);
        await tried.WaitForExitAsync(TestContext.Current.CancellationToken);
        return tried.ExitCode == 0;
    }
}
