using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Parts;
using Exchange.Server.Items;
using Exchange.Server.Retrieval;
using Exchange.Server.Storage;
using Exchange.Server.Tests.World;

namespace Exchange.Server.Tests.Retrieval;

public sealed class ItemLookupTests : IAsyncDisposable
{
    private readonly ServerWorld world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Sender_audience_and_compliance_of_both_see_an_item_and_nobody_else()
    {
        TestItem item = await Submitted(TestItem.ForBob(world));

        foreach (TestMember member in new[] { world.Alice, world.Bob, world.Carol, world.Lena })
        {
            Assert.Equal([item.Id], await Listed(member));
            Assert.Equal(item.Id, (await world.Lookup.RequireAsync(world.Of(member), item.Id, Token)).Item.Id);
        }

        foreach (TestMember member in new[] { world.Eve, world.Mallory })
        {
            Assert.Empty(await Listed(member));
            await Refusal.Of(ErrorCode.NoSuchItem, () => world.Lookup.RequireAsync(world.Of(member), item.Id, Token));
        }
    }

    [Fact]
    public async Task Compliance_of_a_party_that_the_item_does_not_concern_does_not_see_it()
    {
        TestItem item = await Submitted(TestItem.ForBob(world) with { Audience = new Audience([world.Lena.Id], [], []) }, [world.Alice]);

        await Refusal.Of(ErrorCode.NoSuchItem, () => world.Lookup.RequireAsync(world.Of(world.Carol), item.Id, Token));
    }

    [Fact]
    public async Task A_lookup_of_an_unknown_item_is_logged_for_the_requesters_own_compliance()
    {
        ItemId unknown = ItemId.New();

        await Refusal.Of(ErrorCode.NoSuchItem, () => world.Lookup.RequireAsync(world.Of(world.Eve), unknown, Token));

        AuditEvent logged = Assert.Single(await world.EventsFor(world.Carol));
        Assert.Equal((EventCodes.LookupRefused, unknown, null), (logged.Code, logged.Item!.Value, logged.ItemSequence));
        Assert.Equal(["unknown-item"], logged.Failed.Select(failed => ConditionName.Of(failed.Code)));
        Assert.Empty(await world.EventsFor(world.Lena));
        Assert.Empty(await world.EventsFor(world.Eve));
    }

    [Fact]
    public async Task A_watch_shows_what_there_is_and_then_what_comes()
    {
        TestItem first = await Submitted(TestItem.ForBob(world));
        await using IAsyncEnumerator<ShownItem> watch = world.Listing.WatchAsync(world.Bob.Id, 0, Token).GetAsyncEnumerator(Token);
        Assert.True(await watch.MoveNextAsync());
        Assert.Equal(first.Id, watch.Current.Item.Id);

        ValueTask<bool> next = watch.MoveNextAsync();
        TestItem second = await Submitted(TestItem.ForBob(world));

        Assert.True(await next);
        Assert.Equal(second.Id, watch.Current.Item.Id);
    }

    [Fact]
    public async Task A_watch_ends_when_its_member_is_revoked()
    {
        await using IAsyncEnumerator<ShownItem> watch = world.Listing.WatchAsync(world.Bob.Id, 0, Token).GetAsyncEnumerator(Token);
        ValueTask<bool> next = watch.MoveNextAsync();

        await world.Revoke(world.Bob);

        await Refusal.Of(ErrorCode.NotAllowed, async () => await next);
    }

    [Fact]
    public async Task A_list_goes_on_after_a_position()
    {
        TestItem first = await Submitted(TestItem.ForBob(world));
        TestItem second = await Submitted(TestItem.ForBob(world));
        VisibleItem known = await world.Lookup.RequireAsync(world.Of(world.Bob), first.Id, Token);

        Assert.Equal([second.Id], await Listed(world.Bob, known.Item.Row.Position));
    }

    [Fact]
    public async Task A_part_that_became_shorter_or_lost_its_hashes_is_data_loss()
    {
        TestItem item = await Submitted(TestItem.ForBob(world));
        string part = Path.Combine(world.Folder, "parts", item.Id.ToString(), "1.age");
        using (FileStream file = File.OpenWrite(part))
        {
            file.SetLength(item.Parts[1].Length - 1);
        }

        await Refusal.Of(ErrorCode.DataLoss, () => world.Download.OpenAsync(world.Of(world.Bob), item.Id, 1, Token));
        File.Delete(Path.Combine(world.Folder, "parts", item.Id.ToString(), "0.leaves"));
        await Refusal.Of(ErrorCode.DataLoss, () => world.Download.OpenAsync(world.Of(world.Bob), item.Id, 0, Token));
    }

    [Fact]
    public async Task A_range_begins_with_a_leaf()
    {
        const int leaf = PartTreeHasher.LeafSize;
        TestItem item = new(world, world.Alice, TestItem.ForBob(world), contentBytes: (2 * leaf) + 77);
        await item.Submit();
        using StoredPart part = await world.Download.OpenAsync(world.Of(world.Bob), item.Id, 1, Token);

        List<byte> bytes = [];
        await foreach (ReadOnlyMemory<byte> message in PartDownload.ReadAsync(part, PartRange.Check(leaf, leaf, part.Tree.Length), Token))
        {
            bytes.AddRange(message.ToArray());
        }

        Assert.True(part.Tree.LeafMatches(1, bytes.ToArray()));
        Assert.Throws<Formats.Primitives.MalformedException>(() => PartRange.Check(1, 0, part.Tree.Length));
        Assert.Throws<Formats.Primitives.MalformedException>(() => PartRange.Check(2 * leaf, 78, part.Tree.Length));
    }

    private async Task<TestItem> Submitted(AccessPolicy policy, IReadOnlyList<TestMember>? recipients = null)
    {
        TestItem item = new(world, world.Alice, policy) { Recipients = recipients ?? [world.Alice, world.Bob] };
        await item.Submit();
        return item;
    }

    private async Task<List<ItemId>> Listed(TestMember member, long after = 0)
    {
        List<ItemId> items = [];
        await foreach (ShownItem item in world.Listing.ListAsync(member.Id, after, Token))
        {
            items.Add(item.Item.Id);
        }

        return items;
    }
}
