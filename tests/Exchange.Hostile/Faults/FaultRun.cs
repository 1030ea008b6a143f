using Exchange.Client;
using Exchange.Client.Transport;
using Exchange.Testing.World;

namespace Exchange.Hostile.Faults;

/// <summary>Clients at work on servers whose calls fail, one kind after another, and what holds after each.</summary>
internal sealed class FaultRun
{
    private readonly FaultWorld world;
    private readonly Invariants invariants;
    private readonly FallenFaults fallen = new();
    private readonly Participant compliance;
    private readonly Workload workload;
    private ServerProcess server;

    private FaultRun(
        FaultWorld world,
        AcknowledgedRecord record,
        ServerProcess server,
        Workload workload,
        Participant reader,
        Participant impatient,
        Participant compliance)
    {
        this.world = world;
        this.server = server;
        this.workload = workload;
        this.compliance = compliance;
        Record = record;
        Reader = reader;
        Impatient = impatient;
        invariants = new Invariants(world, record);
    }

    public AcknowledgedRecord Record { get; }

    public Participant Reader { get; }

    /// <summary>Who gives up soon.</summary>
    public Participant Impatient { get; }

    /// <summary>Begins with a sound server, on which some things happen.</summary>
    public static async Task<FaultRun> BeginAsync(FaultWorld world)
    {
        AcknowledgedRecord record = new();
        ServerProcess server = await world.ServeAsync();
        FaultRun run = new(
            world,
            record,
            server,
            await Workload.OpenAsync(world, record),
            await world.OpenAsync("bob"),
            await world.OpenAsync(
                "bob",
                new TransportOptions { Retries = 1, RetryDelay = TimeSpan.FromMilliseconds(50), BreakerThroughput = int.MaxValue }),
            await world.OpenAsync("carol"));
        await run.workload.RunAsync(operations: 6, Task.CompletedTask);
        return run;
    }

    /// <summary>
    /// Starts the server anew under a fault, lets so many operations succeed, and looks at it all after one more restart.
    /// </summary>
    /// <param name="meanwhile">What is tried, again and again, once the first error has been injected.</param>
    /// <param name="stops">Whether this fault is one after which only a restart helps.</param>
    public async Task StrikeAsync(Fault fault, int operations, bool stops, Func<ServerProcess, Task> meanwhile)
    {
        int target = Record.Count + operations;
        await server.StopAsync();
        await world.StopAsync(server);
        server = world.Launch(fault, out string trace);
        Assert.True(await server.IsReadyAsync(), server.Log);
        Task faults = InjectAsync();
        await workload.RunAsync(target, faults);
        await faults;
        await RestartAsync();
        foreach (string path in FaultTrace.Errors(trace))
        {
            fallen.Add(fault, path);
        }

        await invariants.HoldAsync(Reader, compliance);

        async Task InjectAsync()
        {
            while (FaultTrace.Errors(trace).Count == 0)
            {
                await Task.Delay(50, FaultWorld.Cancel);
            }

            do
            {
                await meanwhile(server);
            }
            while (!stops && Record.Count < target);

            if (stops)
            {
                await RestartAsync();
            }
        }
    }

    /// <param name="least">How many errors must have been injected.</param>
    public async Task EndAsync(int least)
    {
        await invariants.HoldAtRestAsync(Reader, compliance);
        await world.StopAsync(server);
        TestContext.Current.TestOutputHelper?.WriteLine($"{fallen}; {Record.Submissions.Count} submissions, {Record.Releases.Count} "
            + $"releases, {Record.Refusals.Count} given up and tried again");
        Assert.InRange(fallen.Count, least, int.MaxValue);
        Assert.All(world.Logs, log => Assert.DoesNotContain("Unexpected ", log, StringComparison.Ordinal));
    }

    private async Task RestartAsync()
    {
        await world.StopAsync(server);
        server = await world.ServeAsync();
    }
}
