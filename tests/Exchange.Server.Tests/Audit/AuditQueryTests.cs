using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;
using Exchange.Server.Storage;
using Exchange.Server.Tests.World;

namespace Exchange.Server.Tests.Audit;

public sealed class AuditQueryTests : IAsyncDisposable
{
    private readonly ServerWorld world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task The_reader_sees_their_own_events_and_the_sender_all_of_the_item()
    {
        TestItem item = await SubmittedAndOpened();

        Assert.Equal([EventCodes.CardReleased], (await world.EventsFor(world.Bob)).Select(one => one.Code));
        Assert.Equal([EventCodes.ItemSubmitted, EventCodes.CardReleased], (await world.EventsFor(world.Alice)).Select(one => one.Code));
        Assert.Equal([EventCodes.ItemSubmitted, EventCodes.CardReleased], (await world.EventsFor(world.Carol)).Select(one => one.Code));
        Assert.All(await world.EventsFor(world.Carol), one => Assert.Equal(item.Id, one.Item));
    }

    [Fact]
    public async Task A_statement_goes_to_those_who_see_an_event_that_names_it()
    {
        TestItem item = await SubmittedAndOpened();
        Sha256Digest request = (await world.EventsFor(world.Bob))[0].Cause!.Value;
        Sha256Digest grants = (await world.EventsFor(world.Alice))[0].Cause!.Value;

        Assert.Equal(item.Statement, world.Query.Statement(world.Of(world.Carol), item.Digest));
        Assert.Equal(grants, world.Query.Statement(world.Of(world.Lena), grants).PayloadDigest);
        Assert.Equal(request, world.Query.Statement(world.Of(world.Bob), request).PayloadDigest);
        await Refusal.Of(ErrorCode.NoSuchItem, () => Task.FromResult(world.Query.Statement(world.Of(world.Bob), grants)));
        await Refusal.Of(ErrorCode.NoSuchItem, () => Task.FromResult(world.Query.Statement(world.Of(world.Eve), item.Digest)));
        await Refusal.Of(ErrorCode.NoSuchItem, () => Task.FromResult(world.Query.Statement(world.Of(world.Carol), Sha256Digest.Of([1]))));
    }

    [Fact]
    public async Task The_signed_head_names_the_last_entry_of_the_items_chain_and_the_size_of_the_tree()
    {
        TestItem item = await SubmittedAndOpened();

        SignedNote note = await world.Heads.SignAsync(world.Of(world.Carol), item.Id, Token);

        VerifiedNote verified = note.Verify([world.Agreement.LogKeys.Of(LogName.Audit).VerifierKey]);
        ItemHead head = ItemHead.Parse(verified.Text);
        List<StoredEvent> chain = [];
        await foreach (StoredEvent stored in world.Query.EventsAsync(world.Carol.Id, new(0), new(long.MaxValue), item.Id, Token))
        {
            chain.Add(stored);
        }

        Assert.Equal((2L, 2L, chain[^1].Commitment.LeafHash), (head.Count, head.TreeSize, head.LastEntry));
        Assert.Equal(chain[0].Commitment.LeafHash, chain[1].Commitment.Read().PreviousItemEntry);
        await Refusal.Of(ErrorCode.NotAllowed, () => world.Heads.SignAsync(world.Of(world.Bob), item.Id, Token));
        await Refusal.Of(ErrorCode.NoSuchItem, () => world.Heads.SignAsync(world.Of(world.Eve), item.Id, Token));
    }

    private async Task<TestItem> SubmittedAndOpened()
    {
        TestItem item = new(world, world.Alice, TestItem.ForBob(world));
        await item.Submit();
        await world.Door.ReleaseAsync(world.Of(world.Bob), item.Request(world.Bob, SealedKey.Card, null), Token);
        return item;
    }
}
