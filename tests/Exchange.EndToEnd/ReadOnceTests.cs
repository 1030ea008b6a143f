using Exchange.Cli.Shell;
using Exchange.Reports;
using Exchange.Testing.World;

namespace Exchange.EndToEnd;

/// <summary>A file is read once on its way in, and what was previewed is what is sealed.</summary>
public sealed class ReadOnceTests
{
    [Theory]
    [InlineData("grew")]
    [InlineData("was rewritten")]
    [InlineData("was replaced")]
    [InlineData("went")]
    public async Task A_file_that_changes_between_preview_and_sealing_is_not_sent(string how)
    {
        await using TwoOrganisations world = await TwoOrganisations.StartAsync();
        string file = Path.Combine(world.Folder, "note.txt");
        await File.WriteAllTextAsync(file, "one", Cancel);

        // The warning about approvers asks the sender, who sees the preview while the file changes.
        CommandEnvironment environment = new() { Confirm = _ => Change(file, how) };
        CommandResult refused = await Commands.RunAsync(
            ["submit", file, "--to", "institute/bob", "--approvals", "3", "--home", Path.Combine(world.Folder, "alice")], environment);

        refused.Expect(1);
        Assert.Contains("note.txt was not sent. It changed after it was first read.", refused.Error, StringComparison.Ordinal);
        Assert.Empty((await world.AsAsync("alice", "sent", "--json")).Expect(0).Json.EnumerateArray());
        Assert.DoesNotContain(
            (await world.AsAsync("carol", "audit", "log", "--json")).Expect(0).Json.EnumerateArray(),
            line => line.GetProperty("event").GetString() == "item.submitted");
    }

    [Fact]
    public async Task An_evaluation_logs_header_is_read_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "counts the opening of a file by inotify");
        await using TwoOrganisations world = await TwoOrganisations.StartAsync();
        string file = Path.Combine(world.Folder, "run.eval");
        await using (FileStream log = File.Create(file))
        {
            await SampleLog.WriteAsync(log, Cancel);
        }

        // Once to see whether it may be read at all, once for its header.
        using (OpeningCount opened = new(file))
        {
            (await world.AsAsync("alice", "submit", file, "--to", "institute/bob", "--dry-run")).Expect(0);
            Assert.Equal(2, opened.Count());
        }

        // And once more to be sealed.
        using (OpeningCount opened = new(file))
        {
            (await world.AsAsync("alice", "submit", file, "--to", "institute/bob")).Expect(0);
            Assert.Equal(3, opened.Count());
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static bool Change(string file, string how)
    {
        DateTime written = File.GetLastWriteTimeUtc(file);
        switch (how)
        {
            case "grew":
                File.AppendAllText(file, ", two");
                File.SetLastWriteTimeUtc(file, written);
                break;
            case "was rewritten":
                File.WriteAllText(file, "two");
                File.SetLastWriteTimeUtc(file, written.AddSeconds(1));
                break;
            case "was replaced":
                File.WriteAllText(file + ".new", "two");
                File.SetLastWriteTimeUtc(file + ".new", written);
                File.Move(file + ".new", file, overwrite: true);
                break;
            default:
                File.Delete(file);
                break;
        }

        return true;
    }
}
