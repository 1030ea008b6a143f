using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Exchange.Testing.World;

/// <summary>A command as a process of its own, whose memory is watched, and which can be killed.</summary>
public sealed class ClientProcess : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();

    private ClientProcess(Process process) => this.process = process;

    /// <summary>The most memory that it has had resident, in bytes; 0 where the system does not say.</summary>
    public long PeakBytes { get; private set; }

    public bool HasEnded => process.HasExited;

    public static ClientProcess Start(params string[] arguments) => StartUnder([], arguments);

    /// <param name="wrapper">A program and its arguments that runs the command: a tracer, say. Empty for none.</param>
    public static ClientProcess StartUnder(string[] wrapper, params string[] arguments)
    {
        string[] words = [.. wrapper, "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "exchange.dll"), .. arguments];
        ProcessStartInfo start = new(words[0], words[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        ClientProcess client = new(Process.Start(start) ?? throw new InvalidOperationException("no process"));
        client.process.OutputDataReceived += (_, line) => Append(client.output, line.Data);
        client.process.ErrorDataReceived += (_, line) => Append(client.error, line.Data);
        client.process.BeginOutputReadLine();
        client.process.BeginErrorReadLine();
        return client;
    }

    /// <summary>Waits for its end, or until the condition holds, in which case it is killed, as by kill -9.</summary>
    public async Task<CommandResult> WaitAsync(Func<bool>? killWhen = null)
    {
        while (!process.HasExited)
        {
            PeakBytes = Math.Max(PeakBytes, PeakOf(process.Id));
            if (killWhen?.Invoke() == true)
            {
                process.Kill();
                break;
            }

            await Task.WhenAny(
                process.WaitForExitAsync(TestContext.Current.CancellationToken),
                Task.Delay(20, TestContext.Current.CancellationToken));
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        lock (output)
        {
            lock (error)
            {
                return new CommandResult(process.ExitCode, output.ToString(), error.ToString());
            }
        }
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    /// <summary>The high water mark of a process's resident memory, in bytes; 0 once it has ended.</summary>
    public static long PeakOf(int process)
    {
        try
        {
            string line =
                File.ReadLines($"/proc/{process}/status").FirstOrDefault(text => text.StartsWith("VmHWM:", StringComparison.Ordinal))
                    ?? "VmHWM: 0 kB";
            return 1024 * long.Parse(
                line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1],
                CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.AppendLine(line);
        }
    }
}
