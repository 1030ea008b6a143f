using Exchange.Client;
using Exchange.Client.Items;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Grpc.Core;

namespace Exchange.Hostile.Clients;

/// <summary>C7: erin, outside the audience, tries to learn whether an item exists.</summary>
public sealed class OracleAttacks
{
    [Fact]
    [Trait("Attack", "C7")]
    public async Task Unknown_and_forbidden_get_the_same_answer_to_every_call()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        SeenItem forbidden = await Acts.SeeAsync(await server.OpenAsync("bob"), server.Item);
        await Honest.DuringAsync(server, "C7", () => CompareAsync(server, forbidden));
    }

    [Fact]
    [Trait("Attack", "C7")]
    public async Task So_they_do_when_the_item_was_changed_and_withdrawn()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        Participant alice = await server.OpenAsync("alice");
        SeenItem seen = await Acts.SeeAsync(alice, server.Item);
        Assert.Null(
            await Acts.RecordAsync(server, "alice", Acts.Signed(alice, Acts.Change(alice, seen, seen.Policy with { MaxOpenings = 7 }))));
        Assert.Null(
            await Acts.RecordAsync(server, "alice", Acts.Signed(alice, Acts.Withdrawal(alice, await Acts.SeeAsync(alice, server.Item)))));
        await CompareAsync(server, await Acts.SeeAsync(alice, server.Item));
    }

    // What is right of the item is said of the unknown id too, so that nothing but the id tells the two apart.
    private static async Task CompareAsync(AttackedServer server, SeenItem forbidden)
    {
        OracleCalls calls = new(server, "erin", await server.OpenAsync("erin"), forbidden);
        Assert.Equal(11, calls.All.Count);
        int entries = (await Events.AllAsync(server)).Count;
        int refused = await Events.CountAsync(server, "lookup.refused", "deny");
        foreach ((string call, Func<ItemId, Task> make) in calls.All)
        {
            string unknown = await AnswerAsync(call, () => make(ItemId.New()));
            await RequireEntryAsync(call);
            Assert.Equal(unknown, await AnswerAsync(call, () => make(forbidden.Verified.Id)));
            await RequireEntryAsync(call);
        }

        // Compliance sees the difference: each left one entry, and nothing else did.
        async Task RequireEntryAsync(string call)
        {
            Assert.True(
                ++refused == await Events.CountAsync(server, "lookup.refused", "deny"),
                $"{call} left no entry of its refusal, or more than one");
            Assert.True(++entries == (await Events.AllAsync(server)).Count, $"{call} left another entry");
        }
    }

    // Everything of the answer that a caller can see, but the date.
    private static async Task<string> AnswerAsync(string name, Func<Task> call)
    {
        RpcException refused = await Assert.ThrowsAsync<RpcException>(call);
        Assert.True(refused.StatusCode == StatusCode.NotFound, $"{name}: {refused.Status}");
        Assert.Equal(ErrorTexts.TextOf(ErrorCode.NoSuchItem), refused.Status.Detail);
        return string.Join(
            '\n',
            refused.Trailers
                .Where(entry => entry.Key != "date")
                .Select(entry => $"{entry.Key}: {(entry.IsBinary ? Convert.ToHexString(entry.ValueBytes) : entry.Value)}")
                .Order(StringComparer.Ordinal));
    }
}
