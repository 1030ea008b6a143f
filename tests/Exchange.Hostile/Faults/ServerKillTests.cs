using System.Globalization;
using System.Security.Cryptography;
using Exchange.Client;
using Exchange.Testing.World;

namespace Exchange.Hostile.Faults;

/// <summary>C16: the server dies inside its own system calls, again and again, while clients work.</summary>
[Collection(nameof(FaultCollection))]
public sealed class ServerKillTests
{
    private const int Operations = 500;
    private const int LeastInjected = 20;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Attack", "C16")]
    [Trait("Speed", "Slow")]
    public async Task Whatever_was_acknowledged_stands_once_and_nothing_half_done_is_visible_after_kills_inside_writes_and_syncs()
    {
        await using FaultWorld world = await FaultWorld.StartAsync();
        AcknowledgedRecord record = new();
        Invariants invariants = new(world, record);
        FallenFaults fallen = new();
        ServerProcess server = await world.ServeAsync();
        Participant reader = await world.OpenAsync("bob");
        Participant compliance = await world.OpenAsync("carol");
        Workload workload = await Workload.OpenAsync(world, record);

        // 1. Clients work all the while; the server dies under them.
        async Task InjectAsync()
        {
            foreach (Fault fault in Plan(world))
            {
                server = await KillAsync(world, server, fault, fallen);
                await invariants.HoldAsync(reader, compliance);
            }
        }

        Task faults = InjectAsync();
        await workload.RunAsync(Operations, faults);
        await faults;

        // 2. Quiet: everything is looked at, after one more restart.
        await world.StopAsync(server);
        server = await world.ServeAsync();
        await invariants.HoldAtRestAsync(reader, compliance);
        await world.StopAsync(server);

        // 3. That it was a test: so many kills fell, on so many kinds of calls.
        TestContext.Current.TestOutputHelper?.WriteLine($"{fallen}; as many kills at random; {record.Submissions.Count} submissions, "
            + $"{record.Releases.Count} releases, {record.Refusals.Count} given up and tried again");
        Assert.InRange(fallen.Count, LeastInjected, int.MaxValue);
        Assert.InRange(fallen.Calls, 5, int.MaxValue);
        Assert.All(world.Logs, log => Assert.DoesNotContain("Unexpected ", log, StringComparison.Ordinal));
    }

    // The fault strikes; then comes a server that nothing happens to, until it is killed at a moment of its own.
    private static async Task<ServerProcess> KillAsync(FaultWorld world, ServerProcess running, Fault fault, FallenFaults fallen)
    {
        await Task.Delay(RandomNumberGenerator.GetInt32(600), Cancel);
        await world.StopAsync(running);
        ServerProcess struck = world.Launch(fault, out string trace);
        await Task.WhenAny(struck.EndedAsync(), Task.Delay(TimeSpan.FromSeconds(20), Cancel));
        fallen.Add(fault, struck.HasEnded && struck.ExitCode == 137 ? FaultTrace.KilledAt(trace, fault) : null);
        await world.StopAsync(struck);
        return await world.ServeAsync();
    }

    private static IEnumerable<Fault> Plan(FaultWorld world) =>
    [
        .. Kills("fsync", [2, 4, 8]),
        .. Kills("fsync", [1, 2, 4], world.WriteAheadLog),
        .. Kills("pwrite64", [2, 20, 75, 200], world.WriteAheadLog),
        .. Kills("rename", [1, 4, 7]),
        .. Kills("mkdir", [4, 6]),
        .. Kills("ftruncate", [6, 9]),
        .. Kills("rmdir", [1, 2]),
        .. Kills("sendto", [30, 60]),

        // While it recovers from the kill before.
        .. Kills("pwrite64", [1, 12], world.Database),
        .. Kills("fsync", [1], world.Database),
        .. Kills("ftruncate", [1], world.WriteAheadLog),
    ];

    private static IEnumerable<Fault> Kills(string call, int[] numbers, string? path = null) =>
        numbers.Select(number => new Fault(call, Fault.Kill, number.ToString(CultureInfo.InvariantCulture), path));
}
