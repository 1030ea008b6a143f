using Exchange.Testing;
using Exchange.Testing.World;

namespace Exchange.EndToEnd;

/// <summary>The main job, through the command line: handed in, listed, opened after the policy and the log, audited.</summary>
public sealed class WalkTests
{
    [Theory]
    [InlineData("theory-of-mind_100samples_deflate.eval", "theory-of-mind")]
    [InlineData("ais-decoder_zstd_monolith.eval", "cp-ctf")]
    public async Task An_evaluation_log_goes_from_the_lab_to_the_institute_and_arrives_byte_for_byte(string sample, string title)
    {
        string file = SharedMaterial.PathOf("samples", "inspect", sample);
        await using TwoOrganisations world = await TwoOrganisations.StartAsync();
        string item = await world.SubmitAsync(file);

        CommandResult inbox = (await world.AsAsync("bob", "inbox", "--json")).Expect(0);
        Assert.Equal(item, inbox.Json[0].GetProperty("item").GetString());
        Assert.Contains(title, inbox.Json[0].GetProperty("title").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("accuracy", (await world.AsAsync("bob", "show", item)).Expect(0).Output, StringComparison.Ordinal);

        string folder = Path.Combine(world.Folder, "pulled");
        (await world.AsAsync("bob", "pull", item, "-o", folder, "--purpose", "research")).Expect(0);
        byte[] expected = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        Assert.Contains(
            Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories),
            pulled => File.ReadAllBytes(pulled).AsSpan().SequenceEqual(expected));
        Assert.Contains(item[..8], (await world.AsAsync("alice", "sent")).Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_denial_ends_with_exit_3_and_its_reason_and_compliance_sees_them_all()
    {
        await using TwoOrganisations world = await TwoOrganisations.StartAsync();
        string file = Path.Combine(world.Folder, "note.txt");
        await File.WriteAllTextAsync(file, "a short note", TestContext.Current.CancellationToken);
        string once = await world.SubmitAsync(file, "--max-openings", "1");
        string later = await world.SubmitAsync(file, "--embargo", "2d");

        (await Pull(world, "bob", once, "research")).Expect(0);
        Assert.Contains("opening", (await Pull(world, "bob", once, "research")).Expect(3).Error, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("embargo", (await Pull(world, "bob", later, "research")).Expect(3).Error, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("purpose", (await Pull(world, "bob", later, "oversight")).Expect(3).Error, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("no such item for you", (await Pull(world, "erin", once, "research")).Expect(3).Error, StringComparison.Ordinal);

        string log = (await world.AsAsync("carol", "audit", "log")).Expect(0).Output;
        Assert.All(
            ["openings-used-up", "embargo", "purpose-not-listed", "not-in-audience"],
            reason => Assert.Contains(reason, log, StringComparison.Ordinal));
        (await world.AsAsync("carol", "audit", "verify", "--full")).Expect(0);
    }

    private static Task<CommandResult> Pull(TwoOrganisations world, string person, string item, string purpose) =>
        world.AsAsync(person, "pull", item, "-o", Path.Combine(world.Folder, Guid.NewGuid().ToString("n")), "--purpose", purpose);
}
