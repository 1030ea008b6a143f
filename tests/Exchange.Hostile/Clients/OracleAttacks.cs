using Exchange.Client;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Wire;
using Grpc.Core;
using GrantsClient = Exchange.Contract.Wire.Grants.GrantsClient;
using RetrievalClient = Exchange.Contract.Wire.Retrieval.RetrievalClient;

namespace Exchange.Hostile.Clients;

/// <summary>C7: erin, outside the audience, tries to learn whether an item exists.</summary>
public sealed class OracleAttacks
{
    [Fact]
    [Trait("Attack", "C7")]
    public async Task Unknown_and_forbidden_get_the_same_answer_to_every_call()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        string unknown = ItemId.New().ToString();
        Participant bob = await server.OpenAsync("bob");
        Participant erin = await server.OpenAsync("erin");
        Contract.Statements.ReleaseRequestPredicate asBob = Requests.Sound(bob, await Requests.ItemAsync(bob, server.Item));
        ReleaseRequest Release(string item) => Requests.Signed(erin, asBob with { Item = ItemId.Parse(item), Reader = erin.SenderTerms, Request = RequestId.New() });
        RetrievalClient client = new(server.ChannelOf("erin"));
        GrantsClient grants = new(server.ChannelOf("erin"));

        await Honest.DuringAsync(server, "C7", async () =>
        {
            foreach (Func<string, Task> call in new Func<string, Task>[]
            {
                item => client.GetAsync(new GetRequest { Item = item }, cancellationToken: AttackedServer.Cancel).ResponseAsync,
                item => client.ReleaseAsync(Release(item), cancellationToken: AttackedServer.Cancel).ResponseAsync,
                item => client.DownloadPart(new DownloadPartRequest { Item = item }, cancellationToken: AttackedServer.Cancel).ResponseStream.MoveNext(AttackedServer.Cancel),
                item => grants.ListGrantsAsync(new ListGrantsRequest { Item = item }, cancellationToken: AttackedServer.Cancel).ResponseAsync,
            })
            {
                Assert.Equal(await AnswerAsync(() => call(unknown)), await AnswerAsync(() => call(server.Item)));
            }
        });

        // Compliance sees the difference.
        Assert.Equal(8, await Events.CountAsync(server, "lookup.refused", "deny"));
    }

    // Everything of the answer that a caller can see, but the date.
    private static async Task<string> AnswerAsync(Func<Task> call)
    {
        RpcException refused = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal(StatusCode.NotFound, refused.StatusCode);
        Assert.Equal(ErrorTexts.TextOf(ErrorCode.NoSuchItem), refused.Status.Detail);
        return string.Join('\n', refused.Trailers.Where(entry => entry.Key != "date").Select(entry => $"{entry.Key}: {entry.Value}").Order(StringComparer.Ordinal));
    }
}
