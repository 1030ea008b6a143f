using System.Globalization;
using Exchange.Testing.World;

namespace Exchange.EndToEnd.CommandLines;

/// <summary>What of a policy would surprise its sender is said before anything is sent.</summary>
public sealed class SurpriseTests(SurprisingWorld surprising) : IClassFixture<SurprisingWorld>
{
    [Theory]
    [InlineData("institute/carol", "institute/carol", "role reader")]
    [InlineData("institute/@submitter")]
    [InlineData("lab/@compliance")]
    public async Task It_is_said_that_nobody_can_open_it(string audience, params string[] more)
    {
        string[] warnings = await WarningsAsync("alice", "--to", audience);
        Assert.Contains(
            warnings,
            warning => warning.Contains("nobody", StringComparison.Ordinal)
                && warning.Contains("could open it", StringComparison.Ordinal));
        Assert.All(more, word => Assert.Contains(warnings, warning => warning.Contains(word, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task It_is_said_that_forty_people_can_open_it_and_not_of_thirty_nine()
    {
        Assert.Contains("40 people", Assert.Single(await WarningsAsync("alice", "--to", "institute/@reader")), StringComparison.Ordinal);
        Assert.Contains(
            "40 people",
            Assert.Single(await WarningsAsync(
                "alice", "--to", "institute/@reader", "--embargo", "2d", "--terms", Path.Combine(surprising.World.Folder, "note.txt"))),
            StringComparison.Ordinal);
        Assert.Empty(await WarningsAsync(
            "alice",
            [.. Enumerable.Range(1, 39).SelectMany(number => (string[])["--to", $"institute/reader-{number}"])]));
    }

    [Fact]
    public async Task It_is_said_that_the_only_approver_is_the_sender()
    {
        string warning = Assert.Single(await WarningsAsync("alex", "--to", "institute/bob", "--approvals", "1"));
        Assert.Contains("lab/alex", warning, StringComparison.Ordinal);
        Assert.Contains("sender", warning, StringComparison.Ordinal);

        // To another sender, alex is an approver like any.
        Assert.Empty(await WarningsAsync("alice", "--to", "institute/bob", "--approvals", "1"));
    }

    [Fact]
    public async Task It_is_said_that_the_operator_is_the_readers_party_and_there_is_no_guard()
    {
        string warning = Assert.Single(await WarningsAsync("sam", "--to", "lab/ray"));
        Assert.StartsWith("lab runs the server", warning, StringComparison.Ordinal);
        Assert.Contains("institute has no guard", warning, StringComparison.Ordinal);

        // Where the operator has no reader of it, that there is no guard is no more than a note.
        CommandResult inside = await surprising.PreviewAsync("sam", "--to", "institute/bob", "--json");
        Assert.Empty(inside.Json.GetProperty("warnings").EnumerateArray());
        Assert.Contains(
            "no guard",
            Assert.Single(inside.Json.GetProperty("notes").EnumerateArray()).GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_looks_reads_them_before_the_preview_and_whoever_is_strict_sends_nothing()
    {
        CommandResult preview = await surprising.PreviewAsync("alice", "--to", "institute/@reader");
        Assert.Contains("warning: 40 people", preview.Error, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was sent.", preview.Output.TrimEnd(), StringComparison.Ordinal);
        (await surprising.World.AsAsync(
            "alice", "submit", Path.Combine(surprising.World.Folder, "note.txt"), "--to", "institute/@reader", "--strict"))
            .Expect(1);
        Assert.Empty((await surprising.World.AsAsync("carol", "audit", "log", "--json")).Expect(0).Json.EnumerateArray());
    }

    private async Task<string[]> WarningsAsync(string sender, params string[] flags)
    {
        CommandResult preview = await surprising.PreviewAsync(sender, [.. flags, "--json"]);
        string[] warnings = [.. preview.Json.GetProperty("warnings").EnumerateArray().Select(text => text.GetString()!)];
        Assert.All(warnings, warning => Assert.Contains($"warning: {warning}", preview.Error, StringComparison.Ordinal));
        return warnings;
    }
}
