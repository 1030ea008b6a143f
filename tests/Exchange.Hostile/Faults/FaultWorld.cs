using Exchange.Client;
using Exchange.Client.Home;
using Exchange.Client.Keys;
using Exchange.Client.Transport;
using Exchange.Hostile.World;
using Exchange.Testing.World;

namespace Exchange.Hostile.Faults;

/// <summary>Two organisations whose server is a process that comes and goes at one address.</summary>
internal sealed class FaultWorld : IAsyncDisposable
{
    // Tried again for some seconds, as long as a server needs to come back; and never given up for a while on account of those before.
    private static readonly TransportOptions Patient =
        new() { Retries = 5, RetryDelay = TimeSpan.FromMilliseconds(200), BreakerThroughput = int.MaxValue };

    private readonly List<Participant> participants = [];
    private int traces;

    private FaultWorld(string folder, string address)
    {
        Folder = folder;
        Address = address;
    }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public string Folder { get; }

    public string Address { get; }

    public string ServerHome => Path.Combine(Folder, "server");

    public string Database => Path.Combine(ServerHome, "exchange.db");

    public string WriteAheadLog => Database + "-wal";

    /// <summary>What all servers have logged that have been stopped with <see cref="StopAsync"/>.</summary>
    public List<string> Logs { get; } = [];

    public static async Task<FaultWorld> StartAsync()
    {
        await Strace.RequireAsync();
        string folder = Path.Combine(AppContext.BaseDirectory, "worlds", Guid.NewGuid().ToString("n"));
        await PreparedFolder.CopyToAsync(folder);
        FaultWorld world = new(folder, TwoOrganisations.FreeAddress());
        foreach (string address in Directory.EnumerateFiles(folder, "server", SearchOption.AllDirectories))
        {
            await File.WriteAllTextAsync(address, $"{world.Address}\n", Cancel);
        }

        return world;
    }

    /// <summary>A server that is ready, and that nothing happens to.</summary>
    public Task<ServerProcess> ServeAsync() => ServerProcess.StartAsync(ServerHome, Address, []);

    /// <summary>A server that the fault may strike before it is ready.</summary>
    /// <param name="trace">What strace writes.</param>
    public ServerProcess Launch(Fault fault, out string trace)
    {
        trace = NewTrace();
        return ServerProcess.Launch(ServerHome, Address, Strace.Wrapper(fault, trace));
    }

    public async Task StopAsync(ServerProcess server)
    {
        server.Kill();
        await server.EndedAsync();
        Logs.Add(server.Log);
        await server.DisposeAsync();
    }

    public string NewTrace() => Path.Combine(Folder, $"trace-{Interlocked.Increment(ref traces)}");

    /// <summary>Runs a command in this process, as one of alice, dana, mallory (lab), bob, erin, carol (institute).</summary>
    public Task<CommandResult> AsAsync(string person, params string[] arguments) =>
        Commands.RunAsync([.. arguments, "--home", HomeOf(person)]);

    public string HomeOf(string person) => Path.Combine(Folder, person);

    public AgreementHome AgreementHomeOf(string person) => ClientHome.Open(HomeOf(person)).Pick(null);

    /// <summary>A client of its own, with connections of its own.</summary>
    /// <param name="transport">Null for one who is patient.</param>
    public async Task<Participant> OpenAsync(string person, TransportOptions? transport = null)
    {
        Participant opened = await Participant.OpenAsync(
            AgreementHomeOf(person), KeyUnlock.None, new ParticipantOptions { Transport = transport ?? Patient }, Cancel);
        participants.Add(opened);
        return opened;
    }

    public ValueTask DisposeAsync()
    {
        participants.ForEach(one => one.Dispose());
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
