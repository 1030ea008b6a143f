using Exchange.Client.Sealing;
using Exchange.Contract.Ids;
using Exchange.Hostile.World;

namespace Exchange.Hostile.Servers;

/// <summary>
/// S12: a member hands in another's sealed files as their own. Server and statement are in order; the card inside tells.
/// </summary>
public sealed class CardTests
{
    [Theory]
    [InlineData("show")]
    [InlineData("inbox")]
    [InlineData("pull")]
    public async Task Anothers_ciphertext_under_a_new_item_id_is_caught(string command)
    {
        await using HostileWorld world = await HostileWorld.StartAsync();
        using Liar alice = await Liar.OpenAsync(world, "alice");
        using Liar mallory = await Liar.OpenAsync(world, "mallory");
        using ItemKeys keys = ItemKeys.Generate();
        ItemId alices = ItemId.New();
        IReadOnlyList<SealedPart> parts = await alice.SealAsync(alices, alice.Self, keys);

        // Mallory got hold of the sealed files and their keys, as any reader of them could.
        ItemId mallorys = ItemId.New();
        await mallory.SubmitAsync(mallorys, keys, parts, mallory.Sign(mallorys, keys, parts));
        await IsCaughtAsync(world, mallorys, command, Findings.CardOfAnotherItem);
    }

    [Theory]
    [InlineData("show")]
    [InlineData("pull")]
    public async Task Anothers_ciphertext_under_its_own_item_id_is_caught(string command)
    {
        await using HostileWorld world = await HostileWorld.StartAsync();
        using Liar alice = await Liar.OpenAsync(world, "alice");
        using Liar mallory = await Liar.OpenAsync(world, "mallory");
        using ItemKeys keys = ItemKeys.Generate();
        ItemId item = ItemId.New();

        // Alice's submission never reaches bob; what does is mallory's statement over the same files, under the same id.
        IReadOnlyList<SealedPart> parts = await alice.SealAsync(item, alice.Self, keys);
        await mallory.SubmitAsync(item, keys, parts, mallory.Sign(item, keys, parts));
        await IsCaughtAsync(world, item, command, Findings.CardOfAnotherSender);
    }

    [Fact]
    public async Task Recipients_that_another_item_has_are_refused_by_an_honest_server_and_caught_behind_a_dishonest_one()
    {
        await using HostileWorld world = await HostileWorld.StartAsync();
        using Liar alice = await Liar.OpenAsync(world, "alice");
        using Liar mallory = await Liar.OpenAsync(world, "mallory");
        using ItemKeys keys = ItemKeys.Generate();
        ItemId alices = ItemId.New();
        IReadOnlyList<SealedPart> parts = await alice.SealAsync(alices, alice.Self, keys);
        await alice.SubmitAsync(alices, keys, parts, alice.Sign(alices, keys, parts));
        (await world.AsAsync("bob", "show", alices.ToString())).Expect(0);

        ItemId mallorys = ItemId.New();
        await Assert.ThrowsAsync<Client.Errors.ClientException>(
            () => mallory.SubmitAsync(mallorys, keys, parts, mallory.Sign(mallorys, keys, parts)));
        Assert.NotEqual(0, world.Sql("DELETE FROM recipients"));
        await mallory.SubmitAsync(mallorys, keys, parts, mallory.Sign(mallorys, keys, parts));
        await IsCaughtAsync(world, mallorys, "show", Findings.CardOfAnotherItem);
        (await world.AsAsync("bob", "show", alices.ToString())).Expect(0);
    }

    // The card is asked for before the contents are: no opening is spent.
    private static async Task IsCaughtAsync(HostileWorld world, ItemId item, string command, Finding expected)
    {
        string[] arguments = command switch
        {
            "show" => [command, item.ToString()],
            "pull" => [command, item.ToString(), "--purpose", "research", "-o", world.NewFolder()],
            _ => [command],
        };
        (await world.AsAsync("bob", "show", world.First)).Expect(0);
        (await world.AsAsync("bob", "show", world.Second)).Expect(0);
        await world.IsCaughtAsync("bob", expected, Remembers.TheReceipt, arguments);
        Assert.DoesNotContain(
            "content",
            (await world.AsAsync("bob", "audit", "log", item.ToString())).Expect(0).Output,
            StringComparison.Ordinal);
        await world.OpensAsync(world.First);
    }
}
