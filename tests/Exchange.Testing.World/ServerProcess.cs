using System.Diagnostics;

namespace Exchange.Testing.World;

/// <summary>The server as a process of its own, as an operator runs it. Its whole log is kept.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly LockedWriter log = new();

    private ServerProcess(Process process) => this.process = process;

    public int Id => process.Id;

    public string Log => log.ToString();

    /// <param name="wrapper">A program and its arguments that runs the server: a tracer, say. Empty for none.</param>
    public static async Task<ServerProcess> StartAsync(string home, string address, string[] wrapper, params string[] serve)
    {
        string[] words = [.. wrapper, "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "exchange.dll"), "serve", "--home", home, "--listen", address, .. serve];
        ProcessStartInfo start = new(words[0], words[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        ServerProcess server = new(Process.Start(start) ?? throw new InvalidOperationException("no process"));
        TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        server.process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith("ready ", StringComparison.Ordinal) == true)
            {
                ready.TrySetResult();
            }
        };
        server.process.ErrorDataReceived += (_, line) => server.log.WriteLine(line.Data);
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        Task ended = await Task.WhenAny(ready.Task, server.process.WaitForExitAsync(TestContext.Current.CancellationToken));
        Assert.True(ended == ready.Task, $"the server did not start: {server.Log}");
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }
}
