using Exchange.Testing.World;

namespace Exchange.EndToEnd.CommandLines;

/// <summary>What a person is told who may not do what they ask of an item.</summary>
public sealed class GovernanceErrorTests(SharedWorld shared) : IClassFixture<SharedWorld>
{
    [Theory]
    [InlineData(3, "", "bob approve", "not asked for", "exchange show")]
    [InlineData(3, "", "erin approve", "no such item for you", "ask its sender")]
    [InlineData(3, "--approvals 1", "erin approve", "no such item for you", "ask its sender")]
    [InlineData(2, "--approvals 1 --approvals-each-reader", "dana approve", "of each reader", "--for")]
    [InlineData(2, "--approvals 1", "dana approve --for institute/bob", "for everybody", "Leave --for out")]
    [InlineData(3, "--approvals 1 --approvals-each-reader", "dana approve --for lab/bob", "not asked to approve", "exchange show")]
    [InlineData(2, "--approvals 1", "dana approve --refuse --take-back", "not both", "--help")]
    [InlineData(2, "--approvals 1", "dana approve --for institute/nobody", "no member", "member list")]
    [InlineData(1, "", "bob acknowledge --yes", "no terms", "names none")]
    [InlineData(3, "--irrevocable", "alice withdraw", "not revocable", "--supersedes")]
    [InlineData(3, "", "bob withdraw", "did not send", "Ask lab/alice")]
    [InlineData(3, "", "bob policy change --max-openings 1", "did not send", "Ask lab/alice")]
    [InlineData(2, "--irrevocable", "alice policy change --max-openings 1", "cannot be narrowed", "exchange show")]
    [InlineData(2, "--irrevocable", "alice policy change --max-openings 1 --dry-run", "cannot be narrowed", "")]
    [InlineData(2, "", "alice policy change", "Nothing would change", "exchange show")]
    [InlineData(2, "", "alice policy change --marking GREEN", "only become stricter", "exchange show")]
    [InlineData(2, "", "alice policy change --purpose fun", "not a purpose", "research")]
    [InlineData(3, "", "alice grant --to lab/bob", "does not permit granting the item to lab/bob", "policy change")]
    [InlineData(1, "", "alice grant", "Nobody lacks a key", "--to")]
    [InlineData(3, "", "bob grant --to lab/bob --purpose research", "leaves that to the sender", "Ask lab/alice")]
    [InlineData(2, "", "bob grant", "Say to whom", "--to")]
    [InlineData(2, "", "bob policy explain --at yesterday", "not a time", "2h")]
    [InlineData(2, "", "bob policy explain --as institute/nobody", "no member", "member list")]
    public async Task It_says_what_why_and_what_next(int exit, string policy, string line, string what, string next)
    {
        string item = await SubmitAsync(policy);
        string[] words = line.Split(' ');
        int verb = words[1] == "policy" ? 3 : 2;
        CommandResult result =
            (await shared.RunAsync(string.Join(' ', (string[])[.. words[..verb], item, .. words[verb..]]))).Expect(exit);
        Assert.Empty(result.Output);
        Assert.Contains(what, result.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(next, result.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("exchange: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_denial_names_every_failed_condition_and_the_next_time_at_which_something_changes()
    {
        DateTimeOffset embargo = DateTimeOffset.UtcNow.AddDays(2);
        string At(string pattern) => embargo.ToString(pattern, System.Globalization.CultureInfo.InvariantCulture);
        string item = await SubmitAsync($"--embargo {At("yyyy-MM-dd'T'HH:mm:ss'Z'")} --approvals 2 --max-openings 5");
        string error = (await shared.RunAsync($"bob pull {item} --purpose oversight -o {{world}}/denied")).Expect(3).Error;
        Assert.Contains($"under embargo until {At("yyyy-MM-dd HH:mm")}", error, StringComparison.Ordinal);
        Assert.Contains(
            " UTC. The policy does not permit the purpose oversight. 0 of 2 approvals from approvers of lab.",
            error,
            StringComparison.Ordinal);
        Assert.Contains($"The next change is at {At("yyyy-MM-dd'T'HH:mm:ss")}.000Z.", error, StringComparison.Ordinal);
        Assert.Contains("exchange policy explain", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(shared.World.Folder, "denied")));
    }

    private async Task<string> SubmitAsync(string policy) =>
        (await shared.RunAsync($"alice submit {{note}} --to institute/bob {policy} --json".Replace("  ", " ", StringComparison.Ordinal)))
            .Expect(0).Json.GetProperty("item").GetString()!;
}
