using System.Security.Cryptography;
using System.Text.Json;
using Exchange.Client.Home;
using Exchange.Client.Submission;
using Exchange.Testing.World;

namespace Exchange.EndToEnd;

public sealed class ResumeTests
{
    private const int Large = 17 * 1024 * 1024;

    [Fact]
    public async Task A_broken_upload_waits_in_the_outbox_and_goes_on_as_it_was_signed()
    {
        await using TwoOrganisations world = await TwoOrganisations.StartAsync();
        byte[] content = RandomNumberGenerator.GetBytes(Large);
        string file = await WriteAsync(world, content);
        await SubmitBrokenAsync(world, file);

        // What was sealed is sent; that the file has become another one does not change it.
        await WriteAsync(world, RandomNumberGenerator.GetBytes(Large));
        JsonElement waiting = Assert.Single((await world.AsAsync("alice", "outbox", "--json")).Expect(0).Json.EnumerateArray());
        string item = waiting.GetProperty("item").GetString()!;
        Assert.True(waiting.GetProperty("bytes").GetInt64() > Large);
        Assert.Contains(item[..8], (await world.AsAsync("alice", "outbox")).Expect(0).Output, StringComparison.Ordinal);

        CommandResult resumed = (await world.AsAsync("alice", "submit", "--resume", item[..6], "--json")).Expect(0);
        Assert.Contains("large.bin has changed since it was sealed", resumed.Error, StringComparison.Ordinal);
        Assert.Equal(item, resumed.Json.GetProperty("item").GetString());
        Assert.True(File.Exists(resumed.Json.GetProperty("receipt").GetProperty("file").GetString()));

        string folder = Path.Combine(world.Folder, "pulled");
        CommandResult pulled = (await world.AsAsync("bob", "pull", item, "--purpose", "research", "-o", folder, "--json")).Expect(0);
        Assert.Equal(
            content,
            await File.ReadAllBytesAsync(pulled.Json.GetProperty("files")[0].GetString()!, TestContext.Current.CancellationToken));
        JsonElement log = (await world.AsAsync("carol", "audit", "log", "--json")).Expect(0).Json;
        Assert.Single(log.EnumerateArray(), line => line.GetProperty("event").GetString() == "item.submitted");

        Assert.StartsWith("Nothing is unfinished", (await world.AsAsync("alice", "outbox")).Expect(0).Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Spool(world)));
        (await world.AsAsync("alice", "submit", "--resume", item)).Expect(2);
    }

    [Fact]
    public async Task Ciphertext_that_was_never_signed_goes_and_what_is_being_sealed_stays()
    {
        await using TwoOrganisations world = await TwoOrganisations.StartAsync();
        string abandoned = Directory.CreateDirectory(Path.Combine(Spool(world), new string('a', 26))).FullName;
        string sealing = Directory.CreateDirectory(Path.Combine(Spool(world), new string('e', 26))).FullName;
        await File.WriteAllTextAsync(Path.Combine(abandoned, "0.age"), "half", TestContext.Current.CancellationToken);
        await using FileStream held = new(sealing + ".lock", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);

        Assert.Empty(new Outbox(AgreementHome.Load(Home(world))).List());

        Assert.False(Directory.Exists(abandoned));
        Assert.True(Directory.Exists(sealing));
    }

    [Fact]
    public async Task Resuming_takes_no_files_and_handing_in_needs_one()
    {
        await using TwoOrganisations world = await TwoOrganisations.StartAsync();

        (await world.AsAsync("alice", "submit", "x", "--resume", "abc")).Expect(2);
        (await world.AsAsync("alice", "submit", "--resume", "abc", "--embargo", "2d")).Expect(2);
        (await world.AsAsync("alice", "submit", "--to", "institute/bob")).Expect(2);
        (await world.AsAsync("alice", "submit", "--resume", "abc")).Expect(2);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(Large)]
    public async Task A_receipt_that_cannot_be_kept_does_not_hide_that_the_item_is_in(int size)
    {
        await using TwoOrganisations world = await TwoOrganisations.StartAsync();
        string file = await WriteAsync(world, RandomNumberGenerator.GetBytes(size));

        // What stands where the receipt is to go cannot be written over.
        string receipt = Path.Combine(Home(world), "receipts", "audit-0.tlog-proof");
        Directory.CreateDirectory(receipt);
        string told = (await world.AsAsync("alice", "submit", file, "--to", "institute/bob")).Expect(1).Error;

        string item = Assert.Single((await world.AsAsync("alice", "sent", "--json")).Expect(0).Json.EnumerateArray())
            .GetProperty("item").GetString()!;
        Assert.Contains($"{item} was submitted, but", told, StringComparison.Ordinal);
        Directory.Delete(receipt);
        (await world.AsAsync("alice", "submit", "--resume", item)).Expect(size == Large ? 0 : 2);
        Assert.Equal(size == Large, File.Exists(receipt));
        Assert.Single((await world.AsAsync("alice", "sent", "--json")).Expect(0).Json.EnumerateArray());
    }

    // Stopped by the one who sends it, half way through the upload: the bar tells when.
    private static async Task SubmitBrokenAsync(TwoOrganisations world, string file)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using StoppingWriter bar = new(stop);
        string[] arguments = ["submit", file, "--to", "institute/bob", "--home", Path.Combine(world.Folder, "alice")];
        Assert.Equal(
            1,
            await Cli.CommandLine.RunAsync(
                arguments, TextWriter.Null, bar, new Cli.Shell.CommandEnvironment { ShowsProgress = true }, stop.Token));
        Assert.True(stop.IsCancellationRequested);
    }

    private static async Task<string> WriteAsync(TwoOrganisations world, byte[] content)
    {
        string path = Path.Combine(world.Folder, "large.bin");
        await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);
        return path;
    }

    private static string Home(TwoOrganisations world) => Assert.Single(Directory.GetDirectories(Path.Combine(world.Folder, "alice")));

    private static string Spool(TwoOrganisations world) => Path.Combine(Home(world), "spool");
}
