using Exchange.Client;
using Exchange.Contract.Items;
using Exchange.Server;
using Grpc.Core;
using RetrievalClient = Exchange.Contract.Wire.Retrieval.RetrievalClient;

namespace Exchange.Hostile.Clients;

/// <summary>C15: clocks that are wrong, the member's or the server's own.</summary>
public sealed class ClockAttacks
{
    [Fact]
    [Trait("Attack", "C15")]
    public async Task A_server_whose_clock_goes_back_writes_no_entry_before_the_last()
    {
        SkewedClock clock = new();
        await using AttackedServer server = await AttackedServer.StartAsync(new HostOptions { Time = clock });
        Participant bob = await server.OpenAsync("bob");
        VerifiedItem item = await Requests.ItemAsync(bob, server.Item);
        RetrievalClient client = new(server.ChannelOf("bob"));

        await Honest.DuringAsync(server, "C15", async () =>
        {
            foreach (TimeSpan skew in new[]
            {
                TimeSpan.Zero, TimeSpan.FromMinutes(-30), TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(-5),
            })
            {
                clock.Skew = skew;
                try
                {
                    await client.ReleaseAsync(Requests.Signed(bob, Requests.Sound(bob, item)), cancellationToken: AttackedServer.Cancel);
                }
                catch (RpcException outside) when (outside.StatusCode == StatusCode.FailedPrecondition)
                {
                    // Twenty minutes ahead, a request for ten is over.
                }
            }
        });

        List<DateTimeOffset> times = [.. (await Events.AllAsync(server)).Select(line => line.GetProperty("time").GetDateTimeOffset())];
        Assert.True(times.Count > 3);
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    [Trait("Attack", "C15")]
    public async Task A_member_whose_clock_is_nearly_an_hour_off_is_refused_and_told_to_look_at_it()
    {
        await using AttackedServer server =
            await AttackedServer.StartAsync(new HostOptions { Time = new SkewedClock { Skew = TimeSpan.FromMinutes(50) } });

        Testing.World.CommandResult result =
            await server.AsAsync("bob", "pull", server.Item, "--purpose", "research", "-o", Path.Combine(server.Folder, "out"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("clock", result.Error, StringComparison.Ordinal);
        Assert.False(System.IO.Directory.Exists(Path.Combine(server.Folder, "out")));
    }
}
