using System.Diagnostics;
using System.Globalization;

namespace Exchange.Testing.World;

/// <summary>The server as a process of its own, as an operator runs it. Its whole log is kept.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly LockedWriter log = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process) => this.process = process;

    public int Id => process.Id;

    public string Log => log.ToString();

    public bool HasEnded => process.HasExited;

    /// <summary>How it ended; of a wrapper, which as a rule ends as what it runs.</summary>
    public int ExitCode => process.ExitCode;

    /// <param name="wrapper">A program and its arguments that runs the server: a tracer, say. Empty for none.</param>
    public static async Task<ServerProcess> StartAsync(string home, string address, string[] wrapper, params string[] serve)
    {
        ServerProcess server = Launch(home, address, wrapper, serve);
        Assert.True(await server.IsReadyAsync(), $"the server did not start: {server.Log}");
        return server;
    }

    /// <summary>As <see cref="StartAsync"/>, for a server that may not come to be ready.</summary>
    public static ServerProcess Launch(string home, string address, string[] wrapper, params string[] serve)
    {
        string[] words =
        [
            .. wrapper, "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "exchange.dll"), "serve", "--home", home, "--listen",
            address, .. serve,
        ];
        ProcessStartInfo start =
            new(words[0], words[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        ServerProcess server = new(Process.Start(start) ?? throw new InvalidOperationException("no process"));
        server.process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith("ready ", StringComparison.Ordinal) == true)
            {
                server.ready.TrySetResult();
            }
        };
        server.process.ErrorDataReceived += (_, line) => server.log.WriteLine(line.Data);
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Completes when it takes calls; false if it ended before.</summary>
    public async Task<bool> IsReadyAsync() => await Task.WhenAny(ready.Task, EndedAsync()) == ready.Task;

    public Task EndedAsync() => process.WaitForExitAsync(TestContext.Current.CancellationToken);

    /// <summary>Tells it to stop, as an operator does, and waits until it has. Not for one under a wrapper.</summary>
    public async Task StopAsync()
    {
        using Process told = Process.Start("kill", [process.Id.ToString(CultureInfo.InvariantCulture)]);
        await told.WaitForExitAsync(TestContext.Current.CancellationToken);
        await EndedAsync();
    }

    /// <summary>Kills it, as by kill -9, with what it runs.</summary>
    public void Kill()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }
}
