using System.Text.Json;
using Exchange.Testing.World;

namespace Exchange.EndToEnd.CommandLines;

/// <summary><c>policy who</c> and <c>policy explain</c> say the same of every member, key and instant.</summary>
public sealed class WhoAndExplainTests
{
    [Theory]
    [InlineData("--embargo 1d --card after-embargo --expires 20d")]
    [InlineData("--approvals 1@institute --approvals-each-reader --max-openings 1")]
    [InlineData("--card with-contents --max-openings-per-person 1 --onward party")]
    public async Task They_agree_member_by_member_and_at_each_instant(string flags)
    {
        await using TwoOrganisations world = await TwoOrganisations.StartAsync();
        string note = Path.Combine(world.Folder, "note.txt");
        await File.WriteAllTextAsync(note, "a short note", TestContext.Current.CancellationToken);
        string item = await world.SubmitAsync(note, ["--to", "institute/@reader", .. flags.Split(' ')]);

        // One who came later has no key yet; one has opened it, where that is permitted.
        await world.EnrolAsync("frank", "institute/frank", "reader");
        await world.AsAsync("bob", "pull", item, "--purpose", "research", "-o", Path.Combine(world.Folder, "bobs"));
        HashSet<string> told = [];
        foreach (JsonElement entry in (await world.AsAsync("alice", "policy", "who", item, "--json"))
            .Expect(0).Json.GetProperty("who").EnumerateArray())
        {
            told.Add($"{entry.GetProperty("reader").GetString()} {entry.GetProperty("key").GetString()}");
            await AssertSameAsync(world, item, entry);
        }

        // Of whom nothing is told, nothing is permitted.
        Assert.Contains("institute/frank content", told);
        foreach (string member in (await world.AsAsync("alice", "member", "list", "--json"))
            .Expect(0).Json
            .EnumerateArray()
            .Select(member => member.GetProperty("member").GetString()!)
            .Where(name => name != "lab/alice"))
        {
            JsonElement explained = (await world.AsAsync("alice", "policy", "explain", item, "--as", member, "--json")).Expect(0).Json;
            Assert.True(told.Contains($"{member} card") || !explained.GetProperty("cardPermitted").GetBoolean(), member);
            Assert.True(told.Contains($"{member} content") || !explained.GetProperty("contentsPermitted").GetBoolean(), member);
        }

        // Everybody is told the same of themselves as the sender is.
        JsonElement own = (await world.AsAsync("frank", "policy", "explain", item, "--json")).Expect(0).Json;
        Assert.Contains("no-grant", Failed(own.GetProperty("contents")));
    }

    private static async Task AssertSameAsync(TwoOrganisations world, string item, JsonElement entry)
    {
        string key = entry.GetProperty("key").GetString()!;
        string[] purposes = [.. entry.GetProperty("purposes").EnumerateArray().Select(purpose => purpose.GetString()!)];
        string[] about =
        [
            "--as",
            entry.GetProperty("reader").GetString()!,
            "--at",
            entry.GetProperty("from").GetString()!,
            .. purposes.Take(1).SelectMany(purpose => new[] { "--purpose", purpose }),
        ];
        JsonElement explained = (await world.AsAsync("alice", ["policy", "explain", item, "--json", .. about])).Expect(0).Json;
        Assert.Equal(
            entry.GetProperty("permitted").GetBoolean(),
            explained.GetProperty(key == "card" ? "cardPermitted" : "contentsPermitted").GetBoolean());
        Assert.Equal(
            entry.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("code").GetString()),
            Failed(explained.GetProperty(key == "card" ? "card" : "contents")));
    }

    private static IEnumerable<string?> Failed(JsonElement conditions) =>
        conditions.EnumerateArray()
            .Where(condition => !condition.GetProperty("met").GetBoolean())
            .Select(condition => condition.GetProperty("code").GetString());
}
