using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Client.Items;
using Exchange.Contract.Items;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Hostile.Clients;
using Exchange.Testing.World;

namespace Exchange.Hostile.Faults;

/// <summary>C14: the server's disk fails, or is full, while clients work.</summary>
[Collection(nameof(FaultCollection))]
public sealed class ServerDiskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Attack", "C14")]
    [Trait("Speed", "Slow")]
    public async Task After_a_disk_error_under_the_record_the_server_writes_no_more_but_is_read_and_after_others_it_goes_on()
    {
        await using FaultWorld world = await FaultWorld.StartAsync();
        FaultRun run = await FaultRun.BeginAsync(world);
        (Fault Fault, bool Stops)[] plan =
        [
            (new("fsync", Fault.BadDisk, "2", world.WriteAheadLog), true),
            (new("pwrite64", Fault.BadDisk, "90", world.WriteAheadLog), true),
            (new("pwrite64", Fault.BadDisk, "5", world.WriteAheadLog), true),
            (new("fsync", Fault.BadDisk, "1+6", Path.Combine(world.ServerHome, "parts")), false),
            (new("rename", Fault.BadDisk, "3+5"), false),
            (new("mkdir", Fault.BadDisk, "5+4"), false),
            (new("ftruncate", Fault.BadDisk, "4+7"), false),
        ];
        foreach ((Fault fault, bool stops) in plan)
        {
            await run.StrikeAsync(fault, operations: 12, stops, server => stops ? StopsAsync(run, server) : ReadsAsync(run, server));
        }

        await run.EndAsync(least: plan.Length);
    }

    [Fact]
    [Trait("Attack", "C14")]
    [Trait("Speed", "Slow")]
    public async Task A_full_disk_refuses_what_is_new_lets_all_be_read_and_is_forgotten_once_there_is_room()
    {
        await using FaultWorld world = await FaultWorld.StartAsync();
        FaultRun run = await FaultRun.BeginAsync(world);
        Fault[] plan =
        [
            new("pwrite64", Fault.FullDisk, "30..45", world.WriteAheadLog),
            new("pwrite64", Fault.FullDisk, "1..4", world.WriteAheadLog),
            new("pwrite64", Fault.FullDisk, "20..60+3"),
            new("rename", Fault.FullDisk, "2..6"),
            new("mkdir", Fault.FullDisk, "5..8"),
            new("fsync", Fault.FullDisk, "1..3", Path.Combine(world.ServerHome, "parts")),
        ];
        foreach (Fault fault in plan)
        {
            await run.StrikeAsync(fault, operations: 16, stops: false, server => ReadsAsync(run, server));
        }

        Assert.Contains(run.Record.Refusals, refused => refused.What == "The server is out of storage space.");
        await run.EndAsync(least: 3 * plan.Length);
    }

    // Nothing is written any more, which is said; what is stored can be read.
    private static async Task StopsAsync(FaultRun run, ServerProcess server)
    {
        for (int waits = 0; !server.Log.Contains("writes are refused until the server is restarted", StringComparison.Ordinal); waits++)
        {
            Assert.True(waits < 1200, server.Log);
            await Task.Delay(50, Cancel);
        }

        VerifiedItem item = await Requests.ItemAsync(run.Reader, run.Record.Submissions[0].Item.ToString());
        DsseEnvelope request = EnvelopeSigner.Sign(
            StatementCodec.Encode(StatementKinds.ReleaseRequest, "release-request", Requests.Sound(run.Reader, item)),
            [run.Reader.Keys.Signer]);
        ClientException refused =
            await Assert.ThrowsAsync<ClientException>(() => run.Impatient.Server.Items.ReleaseAsync(request, Cancel));
        Assert.Equal(ExitCode.Unreachable, refused.Exit);
        await ReadsAsync(run, server);
    }

    private static async Task ReadsAsync(FaultRun run, ServerProcess server)
    {
        await run.Impatient.Server.Logs.GetCheckpointAsync(LogName.Audit, Cancel);
        Assert.NotEmpty(await new ItemReader(run.Impatient).ListAsync(Cancel));
        Assert.False(server.HasEnded);
    }
}
