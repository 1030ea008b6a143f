using System.Diagnostics;
using Exchange.Client;
using Exchange.Contract.Items;
using Exchange.Contract.Wire;
using Grpc.Core;
using RetrievalClient = Exchange.Contract.Wire.Retrieval.RetrievalClient;

namespace Exchange.Hostile.Clients;

/// <summary>C16: a caller who makes sure not to hear the answer, and asks again.</summary>
public sealed class CrashAttacks
{
    [Fact]
    [Trait("Attack", "C16")]
    public async Task Whoever_hangs_up_before_the_answer_and_asks_again_gets_the_recorded_outcome_and_no_second_opening()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        Participant bob = await server.OpenAsync("bob");
        VerifiedItem item = await Requests.ItemAsync(bob, server.Item);
        RetrievalClient client = new(server.ChannelOf("bob"));
        const int requests = 40;

        await Honest.DuringAsync(server, "C16", async () =>
        {
            for (int round = 0; round < requests; round++)
            {
                ReleaseRequest request = Requests.Signed(bob, Requests.Sound(bob, item));
                for (int attempt = 0; attempt < 3; attempt++)
                {
                    using CancellationTokenSource hangUp = new(TimeSpan.FromMilliseconds((round + attempt) % 8));
                    await Record.ExceptionAsync(() => client.ReleaseAsync(request, cancellationToken: hangUp.Token).ResponseAsync);
                }

                Assert.True((await client.ReleaseAsync(request, cancellationToken: AttackedServer.Cancel)).Permitted);
            }
        });

        Assert.Equal(requests, await Events.CountAsync(server, "release.content", "permit"));
    }
}
