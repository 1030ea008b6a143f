using System.Text.Json;
using Exchange.Testing.World;

namespace Exchange.EndToEnd;

/// <summary>The life of an item by the command line: what each person sees of it, and what the record tells in the end.</summary>
public sealed class LifeTests
{
    [Fact]
    public async Task Compliance_is_told_the_whole_life_of_an_item_in_its_order()
    {
        await using TwoOrganisations world = await TwoOrganisations.StartAsync();
        string item = await SubmitAsync(world);
        await Run("dana", "approve", item);
        await Run("erin", "approve", item, "--refuse");
        Assert.Contains("1 approver of institute has refused.", (await PullAsync(world, item)).Expect(3).Error, StringComparison.Ordinal);
        await Run("erin", "approve", item);
        await Run("bob", "acknowledge", item, "--yes");
        (await PullAsync(world, item)).Expect(0);
        Assert.Contains("used", (await world.AsAsync("dana", "approve", item, "--take-back")).Expect(3).Error, StringComparison.Ordinal);
        await Run("alice", "policy", "change", item, "--purpose", "research");
        (await PullAsync(world, item, "mitigation")).Expect(3);
        string later = (await Run(
            "alice", "submit", Path.Combine(world.Folder, "note.txt"), "--to", "institute/bob", "--supersedes", item, "--json")).Json
            .GetProperty("item").GetString()!;
        await Run("alice", "withdraw", item);
        Assert.Contains("The sender has withdrawn the item.", (await PullAsync(world, item)).Expect(3).Error, StringComparison.Ordinal);

        string[] stories = [.. (await Run("carol", "audit", "log", item, "--json")).Json
            .EnumerateArray()
            .Select(line => line.GetProperty("story").GetString()!)];
        Assert.StartsWith("lab/alice submitted it. Marked TLP:AMBER+STRICT. For institute/bob", stories[0], StringComparison.Ordinal);
        Assert.Equal(
            [
                "lab/dana approved.",
                "institute/erin refused.",
                "institute/bob was denied the contents for research: 1 approver of institute has refused. "
                    + "0 of 1 approval from approvers of institute. The member has not acknowledged the item's terms.",
                "institute/erin approved.",
                "institute/bob was shown the card.",
                "institute/bob acknowledged the terms.",
                "institute/bob opened it for research (opening 1 in total, 1 by them), on the approvals of entries 4 and 1.",
                "lab/alice narrowed the policy: purposes: evaluation is removed. purposes: mitigation is removed.",
                "institute/bob was denied the contents for mitigation: The policy does not permit the purpose mitigation. "
                    + "0 of 1 approval from approvers of institute. 0 of 1 approval from approvers of lab.",
                $"lab/alice replaced it with {later}.",
                "lab/alice withdrew it, which ends all releases.",
                "institute/bob was denied the contents for research: The sender has withdrawn the item. "
                    + "0 of 1 approval from approvers of institute. 0 of 1 approval from approvers of lab.",
            ],
            stories[1..]);
        string text = (await Run("carol", "audit", "log", item)).Output;
        Assert.All(stories, story => Assert.Contains(story, text, StringComparison.Ordinal));

        // Whoever looks, the record holds; sender and compliance make every decision of the item again.
        int[] decisions = await Task.WhenAll(new[] { "alice", "carol", "bob", "erin", "dana" }.Select(DecisionsAsync));
        Assert.Equal([5, 5, 5, 0, 0], decisions);

        async Task<int> DecisionsAsync(string person) =>
            (await Run(person, "audit", "verify", "--full", "--json")).Json.GetProperty("decisions").GetInt32();

        async Task<CommandResult> Run(string person, params string[] arguments) => (await world.AsAsync(person, arguments)).Expect(0);
    }

    [Fact]
    public async Task The_inbox_says_what_waits_and_the_sender_sees_who_opened_what_when_for_what()
    {
        await using TwoOrganisations world = await TwoOrganisations.StartAsync();
        string item = await SubmitAsync(world);
        foreach (string approver in (string[])["dana", "erin"])
        {
            JsonElement waits = Assert.Single((await InboxAsync(world, approver)).GetProperty("waits").EnumerateArray());
            Assert.Equal("approve", waits.GetProperty("what").GetString());
            Assert.Contains($"exchange approve {item[..8]}", waits.GetProperty("text").GetString(), StringComparison.Ordinal);
            (await world.AsAsync(approver, "approve", item)).Expect(0);
            Assert.Empty((await InboxAsync(world, approver)).GetProperty("waits").EnumerateArray());
        }

        JsonElement bobs = await InboxAsync(world, "bob");
        Assert.Equal("terms-not-acknowledged", bobs.GetProperty("state").GetString());
        Assert.Equal(
            ["acknowledge", "due"],
            bobs.GetProperty("waits").EnumerateArray().Select(wait => wait.GetProperty("what").GetString()));
        (await world.AsAsync("bob", "acknowledge", item, "--yes")).Expect(0);
        (await PullAsync(world, item)).Expect(0);
        bobs = await InboxAsync(world, "bob");
        Assert.Empty(bobs.GetProperty("waits").EnumerateArray());
        Assert.Equal("available", bobs.GetProperty("state").GetString());

        JsonElement opening =
            Assert.Single((await world.AsAsync("alice", "sent", "--json")).Expect(0).Json[0].GetProperty("openings").EnumerateArray());
        Assert.Equal(
            ("institute/bob", "research"),
            (opening.GetProperty("member").GetString(), opening.GetProperty("purpose").GetString()));
        Assert.InRange(
            opening.GetProperty("time").GetDateTimeOffset(),
            DateTimeOffset.UtcNow.AddMinutes(-5),
            DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.Contains("opened by institute/bob at ", (await world.AsAsync("alice", "sent")).Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_is_explained_for_now_for_others_for_the_past_and_for_the_future()
    {
        await using TwoOrganisations world = await TwoOrganisations.StartAsync();
        string item = await SubmitAsync(world);
        await Task.Delay(TimeSpan.FromSeconds(1.1), TestContext.Current.CancellationToken);
        string before = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        await Task.Delay(TimeSpan.FromSeconds(1.1), TestContext.Current.CancellationToken);
        (await world.AsAsync("dana", "approve", item)).Expect(0);
        (await world.AsAsync("erin", "approve", item)).Expect(0);
        (await world.AsAsync("bob", "acknowledge", item, "--yes")).Expect(0);

        Assert.Equal([], await FailedAsync("bob"));
        Assert.Equal(["purpose-not-listed"], await FailedAsync("bob", "--purpose", "oversight"));
        Assert.Equal([], await FailedAsync("carol", "--as", "institute/bob"));
        Assert.Equal(
            ["approval-missing", "approval-missing", "terms-not-acknowledged"],
            await FailedAsync("carol", "--as", "institute/bob", "--at", before));
        Assert.Equal(["expired"], await FailedAsync("alice", "--as", "institute/bob", "--at", "10d"));
        Assert.Equal(
            ["role-missing", "not-in-audience", "no-grant", "approval-missing", "terms-not-acknowledged"],
            await FailedAsync("carol", "--as", "lab/dana"));

        JsonElement who = (await world.AsAsync("alice", "policy", "who", item, "--json")).Expect(0).Json;
        Assert.Equal(1, who.GetProperty("others").GetInt32());
        Assert.Contains(
            who.GetProperty("who").EnumerateArray(),
            line => line.GetProperty("reader").GetString() == "institute/bob"
                && line.GetProperty("key").GetString() == "content"
                && line.GetProperty("permitted").GetBoolean());

        CommandResult tried = (await world.AsAsync("alice", "policy", "change", item, "--max-openings", "1", "--dry-run")).Expect(0);
        Assert.Contains("narrower: openings: The maximum becomes 1.", tried.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed.", tried.Output, StringComparison.Ordinal);
        CommandResult alone =
            (await world.AsAsync("alice", "policy", "change", item, "--to", "institute/carol", "--dry-run", "--json")).Expect(0);
        Assert.Contains(
            "nobody who is enrolled now could open it",
            alone.Json.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()));
        Assert.Equal(
            ["audience", "audience"],
            alone.Json.GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("field").GetString()));
        Assert.Equal([], await FailedAsync("bob"));

        async Task<IEnumerable<string>> FailedAsync(string person, params string[] flags) =>
            (await world.AsAsync(person, ["policy", "explain", item, "--json", .. flags]))
                .Expect(0).Json
                .GetProperty("contents")
                .EnumerateArray()
                .Where(condition => !condition.GetProperty("met").GetBoolean())
                .Select(condition => condition.GetProperty("code").GetString()!);
    }

    [Fact]
    public async Task A_watched_inbox_prints_what_comes_and_ends_when_it_is_stopped()
    {
        await using TwoOrganisations world = await TwoOrganisations.StartAsync();
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        LockedWriter output = new();
        StringWriter error = new();
        Task<int> watching =
            Commands.RunAsync(["inbox", "--watch", "--home", Path.Combine(world.Folder, "bob")], output, error, stop.Token);
        await UntilAsync("No items yet.");
        string item = await SubmitAsync(world);
        await UntilAsync(item[..8]);
        await stop.CancelAsync();
        Assert.Equal(1, await watching);
        Assert.Contains("Stopped.", error.ToString(), StringComparison.Ordinal);

        async Task UntilAsync(string text)
        {
            while (!output.ToString().Contains(text, StringComparison.Ordinal))
            {
                Assert.False(watching.IsCompleted, error.ToString());
                await Task.Delay(20, stop.Token);
            }
        }
    }

    private static async Task<JsonElement> InboxAsync(TwoOrganisations world, string person) =>
        (await world.AsAsync(person, "inbox", "--json")).Expect(0).Json[0];

    private static async Task<string> SubmitAsync(TwoOrganisations world)
    {
        string note = Path.Combine(world.Folder, "note.txt");
        string terms = Path.Combine(world.Folder, "terms.txt");
        await File.WriteAllTextAsync(note, "a short note", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(terms, "Not to leave the building.", TestContext.Current.CancellationToken);
        return await world.SubmitAsync(note, "--approvals", "1@lab", "--approvals", "1@institute", "--terms", terms, "--expires", "5d");
    }

    private static Task<CommandResult> PullAsync(TwoOrganisations world, string item, string purpose = "research") =>
        world.AsAsync("bob", "pull", item, "--purpose", purpose, "-o", Path.Combine(world.Folder, Guid.NewGuid().ToString("n")));
}
