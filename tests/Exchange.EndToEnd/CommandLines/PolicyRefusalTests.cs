using Exchange.Testing.World;

namespace Exchange.EndToEnd.CommandLines;

/// <summary>A policy that cannot hold is refused with its reasons, whether a file says it or flags do.</summary>
public sealed class PolicyRefusalTests(SharedWorld shared) : IClassFixture<SharedWorld>
{
    [Theory]
    [InlineData("--embargo 3d --expires 2d", "embargo: 3d\nexpires: 2d", "expires before its embargo ends")]
    [InlineData("--embargo 1000d", "embargo: 1000d", "after the agreement")]
    [InlineData("--expires 2020-01-01T00:00:00Z", "expires: 2020-01-01T00:00:00Z", "before the agreement is in force")]
    [InlineData("--card after-embargo", "card: after-embargo", "there is no embargo")]
    [InlineData(
        "--max-openings 2 --max-openings-per-person 3", "openings: 2\nopenings-per-person: 3",
        "per person is more than the maximum in total")]
    [InlineData("--to institute/@reader --marking RED", "audience: [institute/@reader]\nmarking: RED", "individual recipients only")]
    [InlineData("--marking RED --onward party", "marking: RED\nonward-sharing: party", "onward sharing must be none")]
    [InlineData("--onward agreement", "onward-sharing: agreement", "can be party at most")]
    [InlineData("--terms {note} --card with-contents", "terms: Not to be quoted.\ncard: with-contents", "nobody could acknowledge")]
    [InlineData("--retention 10d", "retention: 10d", "at least 730")]
    public async Task It_says_why(string flags, string file, string reason)
    {
        string path = Path.Combine(shared.World.Folder, $"{Guid.NewGuid():n}.yaml");
        await File.WriteAllTextAsync(
            path,
            file.Contains("audience", StringComparison.Ordinal) ? file : "audience: [institute/bob]\n" + file,
            TestContext.Current.CancellationToken);
        string to = flags.Contains("--to", StringComparison.Ordinal) ? "" : " --to institute/bob";
        await RefusedAsync($"alice submit {{note}}{to} {flags}", reason);
        await RefusedAsync($"alice submit {{note}} --policy {path}", reason);
    }

    [Theory]
    [InlineData("audience: []", "Nobody could open it")]
    [InlineData("audience: [institute/bob]\npurposes: []", "no purpose")]
    public async Task What_only_a_file_can_leave_out_is_refused_too(string file, string reason)
    {
        string path = Path.Combine(shared.World.Folder, $"{Guid.NewGuid():n}.yaml");
        await File.WriteAllTextAsync(path, file, TestContext.Current.CancellationToken);
        await RefusedAsync($"alice submit {{note}} --policy {path}", reason);
    }

    [Fact]
    public Task It_says_every_reason_at_once() => RefusedAsync(
        "alice submit {note} --to institute/@reader --marking RED --embargo 3d --expires 2d --onward party --retention 10d",
        "individual recipients only", "expires before its embargo ends", "onward sharing must be none", "at least 730");

    // Tried or meant: the answer is the same, and nothing is sent.
    private async Task RefusedAsync(string line, params string[] reasons)
    {
        foreach (string dryRun in (string[])["", " --dry-run"])
        {
            int before = await EntriesAsync();
            CommandResult result = (await shared.RunAsync(line + dryRun)).Expect(2);
            Assert.All(reasons, reason => Assert.Contains(reason, result.Error, StringComparison.Ordinal));
            Assert.Empty(result.Output);
            Assert.Equal(before, await EntriesAsync());
        }
    }

    private async Task<int> EntriesAsync() => (await shared.RunAsync("carol audit log --json")).Expect(0).Json.GetArrayLength();
}
