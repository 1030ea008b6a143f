using Exchange.Client.Sealing;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Contract.Wire;
using Exchange.Formats.Dsse;
using Exchange.Hostile.World;

namespace Exchange.Hostile.Servers;

/// <summary>A sealed key is handed out that belongs to something else. The release itself is logged as the server says.</summary>
public sealed class GrantTests
{
    [Fact]
    public async Task A_content_grant_moved_to_another_item_opens_nothing()
    {
        await using HostileWorld world = await CardIsKnownAsync();
        world.LeavesMarks = true;
        SwapItems(world, SealedKey.Content);
        await world.PullIsCaughtAsync(world.First, Findings.ContentGrantMoved, Remembers.TheReceipt);
        SwapItems(world, SealedKey.Content);
        await world.OpensAsync(world.First);

        // The permit for a grant that nobody signed for this item stands in the log for good.
        await world.IsCaughtAsync("carol", Findings.GrantNobodySigned, Remembers.TheReceipt, "audit", "verify", "--full");
    }

    [Theory]
    [InlineData("show")]
    [InlineData("inbox")]
    public async Task A_card_grant_moved_to_another_item_shows_nothing(string command)
    {
        await using HostileWorld world = await HostileWorld.StartAsync();
        world.LeavesMarks = true;
        SwapItems(world, SealedKey.Card);
        await world.IsCaughtAsync(
            "bob", Findings.CardGrantMoved, Remembers.TheReceipt, command == "show" ? [command, world.First] : [command]);
        SwapItems(world, SealedKey.Card);
        await world.OpensAsync(world.First);
    }

    [Fact]
    public async Task The_card_key_handed_out_for_the_content_key_opens_nothing()
    {
        await using HostileWorld world = await CardIsKnownAsync();
        world.LeavesMarks = true;
        SwapKeys(world);
        await world.PullIsCaughtAsync(world.First, Findings.GrantOfTheOtherKey, Remembers.TheReceipt);
        SwapKeys(world);
        await world.OpensAsync(world.First);
    }

    [Fact]
    public async Task A_grant_that_is_sealed_to_another_member_opens_nothing()
    {
        await using HostileWorld world = await CardIsKnownAsync();
        world.LeavesMarks = true;
        SwapMembers(world);
        await world.PullIsCaughtAsync(world.First, Findings.GrantSealedToAnother, Remembers.TheReceipt);
        SwapMembers(world);
        await world.OpensAsync(world.First);
    }

    [Fact]
    public async Task A_grant_that_is_not_the_one_of_the_receipt_is_not_even_opened()
    {
        await using HostileWorld world = await CardIsKnownAsync();
        byte[]? other = null;
        world.Server.Cheat = Answers.Change<ReleaseResponse>("Retrieval/Release", answer => other = answer.Grant.ToByteArray());
        await world.OpensAsync(world.Second);
        world.Server.Cheat =
            Answers.Change<ReleaseResponse>("Retrieval/Release", answer => answer.Grant = Google.Protobuf.ByteString.CopyFrom(other));
        await world.PullIsCaughtAsync(world.First, Findings.GrantWithoutReceipt);
        world.Server.Cheat = null;
        await world.OpensAsync(world.First);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_grant_labelled_with_another_statement_of_the_same_item_opens_nothing(bool card)
    {
        await using HostileWorld world = await HostileWorld.StartAsync();
        using Liar alice = await Liar.OpenAsync(world, "alice");
        using ItemKeys keys = ItemKeys.Generate();
        ItemId item = ItemId.New();
        IReadOnlyList<SealedPart> parts = await alice.SealAsync(item, alice.Self, keys);
        DsseEnvelope strict = alice.Sign(item, keys, parts, policy => policy with { Purposes = ["research"] });
        DsseEnvelope lax = alice.Sign(item, keys, parts);

        // The operator has the grants of both statements, and hands out those under the one that the reader does not see.
        await alice.SubmitAsync(item, keys, parts, strict, labelled: (card ? SealedKey.Card : SealedKey.Content, lax.PayloadDigest));
        if (!card)
        {
            (await world.AsAsync("bob", "show", item.ToString())).Expect(0);
        }

        await world.IsCaughtAsync("bob", card ? Findings.CardGrantRelabelled : Findings.ContentGrantRelabelled, Remembers.TheReceipt,
            card ? ["show", item.ToString()] : ["pull", item.ToString(), "--purpose", "research", "-o", world.NewFolder()]);
        await world.OpensAsync(world.First);
    }

    [Fact]
    public async Task A_grant_that_holds_a_key_which_the_statement_does_not_name_opens_nothing()
    {
        await using HostileWorld world = await HostileWorld.StartAsync();
        using Liar alice = await Liar.OpenAsync(world, "alice");
        using ItemKeys keys = ItemKeys.Generate();
        using ItemKeys others = ItemKeys.Generate();
        ItemId item = ItemId.New();
        IReadOnlyList<SealedPart> parts = await alice.SealAsync(item, alice.Self, keys);
        await alice.SubmitAsync(item, keys, parts, alice.Sign(item, keys, parts), granted: others);
        await world.IsCaughtAsync("bob", Findings.GrantOfAForeignKey, Remembers.TheReceipt, "show", item.ToString());
        await world.OpensAsync(world.First);
    }

    private static async Task<HostileWorld> CardIsKnownAsync()
    {
        HostileWorld world = await HostileWorld.StartAsync();
        (await world.AsAsync("bob", "inbox")).Expect(0);
        return world;
    }

    private static void SwapItems(HostileWorld world, SealedKey key) => Assert.Equal(2, world.Sql(
        $"UPDATE grants SET item = CASE item WHEN '{world.First}' THEN '{world.Second}' ELSE '{world.First}' END WHERE key = {(int)key} "
            + "AND member NOT IN (SELECT sender FROM items)"));

    private static void SwapKeys(HostileWorld world) => Assert.Equal(2, world.Sql(
        $"UPDATE grants SET key = 3 - key WHERE item = '{world.First}' AND member NOT IN (SELECT sender FROM items)"));

    // The first grants are the sender's.
    private static void SwapMembers(HostileWorld world) => Assert.Equal(2, world.Sql(
        $"""
        UPDATE grants SET (member, membership) = (
            SELECT other.member, other.membership FROM grants AS other
            WHERE other.item = '{world.First}' AND other.member <> grants.member LIMIT 1)
        WHERE item = '{world.First}' AND key = {(int)SealedKey.Content}
        """));
}
