using Exchange.Cli.Shell;
using Exchange.Testing.World;

namespace Exchange.EndToEnd.CommandLines;

/// <summary>What goes wrong says what happened, why and what to do, on standard error, in a line or two, with its exit code.</summary>
public sealed class ErrorTests(SharedWorld shared) : IClassFixture<SharedWorld>
{
    [Theory]
    [InlineData(2, "nobody inbox", "no agreement", "exchange join")]
    [InlineData(2, "bob inbox --in elsewhere", "elsewhere", "sandbox")]
    [InlineData(2, "bob nonsense", "nonsense", "--help")]
    [InlineData(2, "bob show", "ITEM", "--help")]
    [InlineData(2, "bob show 0o", "is not the id of an item", "exchange inbox")]
    [InlineData(3, "bob show zzzzzz", "no item", "exchange inbox")]
    [InlineData(3, "bob show aaaaaaaaaaaaaaaaaaaaaaaaaa", "no such item for you", "ask its sender")]
    [InlineData(2, "alice submit {note}", "Nobody could open it", "--to")]
    [InlineData(2, "alice submit {note} --to bob", "more than one member", "party/handle")]
    [InlineData(2, "alice submit {note} --to institute/nobody", "no member", "member list")]
    [InlineData(2, "alice submit {world}/missing.txt --to institute/bob", "does not exist", "path")]
    [InlineData(2, "alice submit {world} --to institute/bob", "folder", "files")]
    [InlineData(2, "alice submit {note} --to institute/bob --kind novel", "not a kind", "document")]
    [InlineData(2, "alice submit {note} --to institute/bob --embargo soon", "not a time", "2h")]
    [InlineData(2, "alice submit {note} --to institute/bob --marking PINK", "not a marking", "AMBER")]
    [InlineData(2, "alice submit {note} --to institute/bob --purpose fun", "not a purpose", "research")]
    [InlineData(2, "bob pull {item} --purpose fun", "not a purpose", "research")]
    [InlineData(2, "bob pull {item}", "--purpose", "--help")]
    [InlineData(2, "bob pull {item} --purpose research -o {note}", "is a file", "folder")]
    [InlineData(3, "bob pull {item} --purpose oversight", "purpose", "exchange policy explain")]
    [InlineData(1, "bob submit {note} --to lab/alice", "submitter", "administrator")]
    [InlineData(1, "bob member revoke institute/carol", "not an administrator", "Ask an administrator")]
    [InlineData(1, "erin member revoke lab/alice", "not an administrator of lab", "Ask an administrator")]
    [InlineData(1, "bob member enrol {world}/bob2.json", "not an administrator", "Ask an administrator")]
    [InlineData(1, "bob member enrol {note}", "not a join request", "new copy")]
    [InlineData(2, "bob verify {world}/missing.tlog-proof", "does not exist", "path")]
    [InlineData(1, "alice join {world}/agreement.json --as lab/alice --no-passphrase --in sandbox", "already", "name")]
    [InlineData(2, "new join {world}/agreement.json --as moon/alice --no-passphrase", "not a party", "lab")]
    [InlineData(2, "new join {world}/agreement.json --as lab/zoe", "passphrase", "--passphrase-file")]
    [InlineData(2, "bob sandbox {world}", "not empty", "new or empty folder")]
    [InlineData(1, "server serve --listen 127.0.0.1:7", "cannot start", "any other server")]
    [InlineData(2, "server serve --listen here", "not an address", "127.0.0.1:7443")]
    [InlineData(1, "bob serve", "cannot start", "")]
    public async Task It_says_what_why_and_what_next(int exit, string line, string what, string next)
    {
        CommandResult result = (await shared.RunAsync(line)).Expect(exit);
        Assert.Empty(result.Output);
        Assert.Contains(what, result.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(next, result.Error, StringComparison.OrdinalIgnoreCase);
        string[] lines = result.Error
            .TrimEnd()
            .Split('\n')
            .Where(text => !text.StartsWith("warning:", StringComparison.Ordinal) && !text.StartsWith("note:", StringComparison.Ordinal))
            .ToArray();
        Assert.StartsWith("exchange: ", lines[0], StringComparison.Ordinal);
        Assert.InRange(lines.Length, 1, 3);
    }

    [Fact]
    public async Task An_agreement_that_has_ended_ends_submitting_and_opening_but_not_the_record()
    {
        CommandEnvironment later = new() { Time = new LaterTime(TimeSpan.FromDays(1000)) };
        Assert.Contains(
            "not in force",
            (await shared.RunAsync("alice submit {note} --to institute/bob", later)).Expect(1).Error,
            StringComparison.Ordinal);
        Assert.Contains(
            "not in force",
            (await shared.RunAsync("bob pull {item} --purpose research", later)).Expect(1).Error,
            StringComparison.Ordinal);
        Assert.Contains("fail  agreement", (await shared.RunAsync("bob doctor", later)).Expect(1).Output, StringComparison.Ordinal);
        (await shared.RunAsync("bob audit log")).Expect(0);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unreachable_and_one_of_another_key_is_refused()
    {
        await using TwoOrganisations other = await TwoOrganisations.StartAsync();
        string home = Directory.EnumerateDirectories(shared.Home("bob2")).Single();
        await File.WriteAllTextAsync(Path.Combine(home, "server"), other.Address, TestContext.Current.CancellationToken);
        Assert.Contains("operator", (await shared.RunAsync("bob2 inbox")).Expect(4).Error, StringComparison.OrdinalIgnoreCase);

        await File.WriteAllTextAsync(Path.Combine(home, "server"), TwoOrganisations.FreeAddress(), TestContext.Current.CancellationToken);
        Assert.Contains("could not be reached", (await shared.RunAsync("bob2 inbox")).Expect(5).Error, StringComparison.Ordinal);
        Assert.Contains("fail  server", (await shared.RunAsync("bob2 doctor")).Expect(1).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_file_that_others_may_read_is_not_used()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("files have no such rights there");
            return;
        }

        string keys = Path.Combine(shared.Home("carol"), "sandbox", "keys.txt");
        File.SetUnixFileMode(keys, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        try
        {
            Assert.Contains("chmod 600", (await shared.RunAsync("carol inbox")).Expect(1).Error, StringComparison.Ordinal);
            Assert.Contains("fail  keys", (await shared.RunAsync("carol doctor")).Expect(1).Output, StringComparison.Ordinal);
        }
        finally
        {
            File.SetUnixFileMode(keys, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task A_disk_that_is_full_is_told_and_is_no_success()
    {
        StringWriter error = new();
        Assert.Equal(
            1,
            await Commands.RunAsync(
                ["inbox", "--home", shared.Home("bob")], new FullWriter(), error, TestContext.Current.CancellationToken));
        Assert.Contains("No space left", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_stopped_says_so_and_leaves_nothing_half_done()
    {
        using CancellationTokenSource stop = new();
        await stop.CancelAsync();
        StringWriter output = new();
        StringWriter error = new();
        string folder = Path.Combine(shared.World.Folder, "stopped");
        Assert.Equal(
            1,
            await Commands.RunAsync(
                ["pull", shared.Item, "--purpose", "research", "-o", folder, "--home", shared.Home("bob")], output, error, stop.Token));
        Assert.Contains("Stopped.", error.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    private sealed class LaterTime(TimeSpan later) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + later;
    }

    private sealed class FullWriter : StringWriter
    {
        public override void Write(string? value) => throw new IOException("No space left on device");

        public override void WriteLine(string? value) => throw new IOException("No space left on device");

        public override void Write(char value) => throw new IOException("No space left on device");
    }
}
