using System.Text.Json;
using Exchange.Testing.World;

namespace Exchange.EndToEnd;

/// <summary>Keys that are sealed later: to those who came later, have a new device, or with whom it is shared onward.</summary>
public sealed class GrantLifeTests
{
    [Fact]
    public async Task Whoever_joined_later_and_whoever_lost_a_device_is_granted_the_item_and_opens_it()
    {
        await using TwoOrganisations world = await TwoOrganisations.StartAsync();
        string item = await SubmitAsync(world, "--to", "institute/@reader");
        await world.EnrolAsync("frank", "institute/frank", "reader");
        Assert.Contains(
            "No key of the item was sealed",
            (await PullAsync(world, "frank", item)).Expect(3).Error,
            StringComparison.Ordinal);
        Assert.Equal(
            ["institute/frank"],
            (await world.AsAsync("alice", "policy", "who", item, "--json"))
                .Expect(0).Json
                .GetProperty("lacking")
                .EnumerateArray()
                .Select(name => name.GetString()));
        Assert.Equal(
            "grant.added",
            (await world.AsAsync("alice", "grant", item, "--json")).Expect(0).Json.GetProperty("event").GetString());
        (await PullAsync(world, "frank", item)).Expect(0);
        Assert.Contains("Nobody lacks a key.", (await world.AsAsync("alice", "grant", item)).Expect(1).Error, StringComparison.Ordinal);

        // The laptop is lost: other keys, under the same name.
        Directory.Delete(Path.Combine(world.Folder, "frank"), recursive: true);
        await world.EnrolAsync("frank", "institute/frank", "reader");
        Assert.Contains(
            "No key of the item was sealed to this device",
            (await PullAsync(world, "frank", item)).Expect(3).Error,
            StringComparison.Ordinal);
        (await world.AsAsync("alice", "grant", item)).Expect(0);
        (await PullAsync(world, "frank", item)).Expect(0);
        Assert.Equal(2, (await StoriesAsync(world, item)).Count(story => story == "lab/alice sealed the keys to institute/frank."));
        await VerifyAsync(world, "alice", "bob", "frank");
    }

    [Fact]
    public async Task A_reader_shares_onward_as_far_as_the_policy_goes_and_it_ends_with_that()
    {
        await using TwoOrganisations world = await TwoOrganisations.StartAsync();
        await world.EnrolAsync("gina", "institute/gina", "reader");
        string item = await SubmitAsync(world, "--onward", "party", "--grantors", "readers");
        (await PullAsync(world, "gina", item)).Expect(3);
        Assert.Contains(
            "--purpose",
            (await world.AsAsync("bob", "grant", item, "--to", "gina")).Expect(2).Error,
            StringComparison.Ordinal);
        Assert.Contains("Say to whom.", (await world.AsAsync("bob", "grant", item)).Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains(
            "does not permit granting the item to lab/dana",
            (await world.AsAsync("bob", "grant", item, "--to", "lab/dana", "--purpose", "research")).Expect(3).Error,
            StringComparison.Ordinal);
        (await world.AsAsync("bob", "grant", item, "--to", "gina", "--purpose", "research")).Expect(0);
        (await PullAsync(world, "gina", item)).Expect(0);
        (await world.AsAsync("alice", "policy", "change", item, "--onward", "none")).Expect(0);
        Assert.Contains("no such item for you", (await PullAsync(world, "gina", item)).Expect(3).Error, StringComparison.Ordinal);

        Assert.Equal(
            [
                "institute/gina asked for it and was told that it does not exist: The member is not in the item's audience.",
                "institute/bob was shown the card.",
                "institute/bob opened it for research (opening 1 in total, 1 by them).",
                "institute/bob sealed the keys to institute/gina.",
                "institute/gina was shown the card.",
                "institute/gina opened it for research (opening 2 in total, 1 by them).",
                "lab/alice narrowed the policy: onward-sharing: It may be granted only to members of the audience.",
                "institute/gina asked for it and was told that it does not exist: The member is not in the item's audience.",
            ],
            (await StoriesAsync(world, item)).Skip(1));

        // Gina is shown the item no more, and what she did with it can still be checked.
        await VerifyAsync(world, "alice", "bob", "gina");
    }

    [Fact]
    public async Task Taking_a_party_out_of_the_audience_ends_what_was_shared_onward_within_it()
    {
        await using TwoOrganisations world = await TwoOrganisations.StartAsync();
        await world.EnrolAsync("gina", "institute/gina", "reader");
        string item = await SubmitAsync(world, "--to", "institute/bob", "--to", "lab/dana", "--onward", "party", "--grantors", "readers");
        (await world.AsAsync("bob", "grant", item, "--to", "gina", "--purpose", "research")).Expect(0);
        (await PullAsync(world, "gina", item)).Expect(0);

        (await world.AsAsync("alice", "policy", "change", item, "--to", "lab/dana")).Expect(0);
        Assert.Contains("no such item for you", (await PullAsync(world, "gina", item)).Expect(3).Error, StringComparison.Ordinal);
        Assert.DoesNotContain("gina", (await world.AsAsync("alice", "policy", "who", item)).Expect(0).Output, StringComparison.Ordinal);

        // What is given back to the party is given back to her, too.
        (await world.AsAsync("alice", "policy", "change", item, "--to", "institute/bob", "--to", "lab/dana")).Expect(0);
        Assert.Contains("gina", (await world.AsAsync("alice", "policy", "who", item)).Expect(0).Output, StringComparison.Ordinal);
        (await PullAsync(world, "gina", item)).Expect(0);
        await VerifyAsync(world, "alice", "bob", "gina");
    }

    [Fact]
    public async Task Approvers_are_told_of_everybody_who_waits_for_them()
    {
        await using TwoOrganisations world = await TwoOrganisations.StartAsync();
        await world.EnrolAsync("gina", "institute/gina", "reader");

        // Each reader needs an approval of their own, also whoever came by onward sharing.
        string each = await SubmitAsync(world, "--approvals", "1@institute", "--approvals-each-reader", "--onward", "party");
        Assert.Equal(["0 of 1 approval given; run: exchange approve ITEM --for institute/bob"], await WaitsAsync(world, "erin", each));
        (await world.AsAsync("alice", "grant", each, "--to", "institute/gina")).Expect(0);
        Assert.Equal(2, (await WaitsAsync(world, "erin", each)).Length);
        (await world.AsAsync("erin", "approve", each, "--for", "institute/gina")).Expect(0);
        Assert.Equal(["0 of 1 approval given; run: exchange approve ITEM --for institute/bob"], await WaitsAsync(world, "erin", each));
        (await PullAsync(world, "gina", each)).Expect(0);

        // Nobody's own approval counts for themselves: so after Bob's, Bob still waits for Gina's.
        string all = await SubmitAsync(world, "--to", "institute/gina", "--to", "institute/bob", "--approvals", "1@institute/reader");
        (await world.AsAsync("bob", "approve", all)).Expect(0);
        (await PullAsync(world, "gina", all)).Expect(0);
        (await PullAsync(world, "bob", all)).Expect(3);
        Assert.Equal(["0 of 1 approval given; run: exchange approve ITEM"], await WaitsAsync(world, "gina", all));
        (await world.AsAsync("gina", "approve", all)).Expect(0);
        Assert.Empty(await WaitsAsync(world, "gina", all));
        (await PullAsync(world, "bob", all)).Expect(0);
        await VerifyAsync(world, "alice", "bob", "gina", "erin");
    }

    private static async Task<string[]> WaitsAsync(TwoOrganisations world, string person, string item)
    {
        JsonElement inbox = (await world.AsAsync(person, "inbox", "--json")).Expect(0).Json;
        JsonElement entry = inbox.EnumerateArray().Single(one => one.GetProperty("item").GetString() == item);
        return [.. entry.GetProperty("waits")
            .EnumerateArray()
            .Select(wait => wait.GetProperty("text").GetString()!.Replace(item[..8], "ITEM", StringComparison.Ordinal))];
    }

    private static async Task<string> SubmitAsync(TwoOrganisations world, params string[] flags)
    {
        string note = Path.Combine(world.Folder, "note.txt");
        await File.WriteAllTextAsync(note, "a short note", TestContext.Current.CancellationToken);
        return await world.SubmitAsync(note, flags);
    }

    private static async Task<IEnumerable<string>> StoriesAsync(TwoOrganisations world, string item) =>
        (await world.AsAsync("carol", "audit", "log", item, "--json"))
            .Expect(0).Json
            .EnumerateArray()
            .Select(line => line.GetProperty("story").GetString()!);

    private static async Task VerifyAsync(TwoOrganisations world, params string[] people)
    {
        int before = (await world.AsAsync("carol", "audit", "log", "--json")).Expect(0).Json.GetArrayLength();
        foreach (string person in people)
        {
            (await world.AsAsync(person, "audit", "verify", "--full")).Expect(0);
        }

        // Verifying asks for nothing that would be refused.
        Assert.Equal(before, (await world.AsAsync("carol", "audit", "log", "--json")).Expect(0).Json.GetArrayLength());
    }

    private static Task<CommandResult> PullAsync(TwoOrganisations world, string person, string item) =>
        world.AsAsync(person, "pull", item, "--purpose", "research", "-o", Path.Combine(world.Folder, Guid.NewGuid().ToString("n")));
}
