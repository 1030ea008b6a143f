using Exchange.Cli.Shell;
using Exchange.Testing.World;

namespace Exchange.EndToEnd.CommandLines;

/// <summary>Passphrases: asked for on a terminal, twice where they are new; from a file elsewhere; none only when asked for.</summary>
public sealed class PassphraseTests : IDisposable
{
    private readonly string folder =
        Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "worlds", Guid.NewGuid().ToString("n"))).FullName;

    private readonly List<string> asked = [];

    [Fact]
    public async Task A_new_passphrase_is_asked_for_twice_and_two_different_ones_make_no_key()
    {
        (await Init("differs", Answering("one", "two"))).Expect(2);
        Assert.False(Directory.Exists(At("differs")));
        (await Init("same", Answering("one", "one"))).Expect(0);
        Assert.Equal(4, asked.Count);
        Assert.True(File.Exists(At("same/root.age")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(At("same/root.age")));
        }
    }

    [Fact]
    public async Task A_passphrase_is_changed_and_only_the_new_one_opens_the_keys()
    {
        (await Init("root", Answering("old", "old"))).Expect(0);
        Assert.Contains("wrong", (await Passwd(Answering("not this", "new", "new"))).Expect(1).Error, StringComparison.Ordinal);
        Assert.Contains("differ", (await Passwd(Answering("old", "new", "other"))).Expect(2).Error, StringComparison.Ordinal);
        (await Passwd(Answering("old", "new", "new"))).Expect(0);
        (await Passwd(Answering("old", "more", "more"))).Expect(1);

        await File.WriteAllTextAsync(At("new"), "new\n", TestContext.Current.CancellationToken);
        Assert.Contains(
            "--new-passphrase-file",
            (await Passwd(CommandEnvironment.Bare, "--passphrase-file", At("new"))).Expect(2).Error,
            StringComparison.Ordinal);
        (await Passwd(CommandEnvironment.Bare, "--passphrase-file", At("new"), "--no-passphrase")).Expect(0);
        Assert.False(File.Exists(At("root/root.age")));
        Assert.True(File.Exists(At("root/root.txt")));
    }

    [Fact]
    public async Task A_servers_keys_take_no_passphrase_and_say_so()
    {
        await File.WriteAllTextAsync(At("passphrase"), "secret\n", TestContext.Current.CancellationToken);
        CommandResult refused =
            (await Commands.RunAsync(["init", "--server", "--passphrase-file", At("passphrase"), "--home", At("server")])).Expect(2);
        Assert.Contains("A server's keys take no passphrase.", refused.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(At("server")));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string At(string name) => Path.Combine(folder, name);

    private Task<CommandResult> Init(string home, CommandEnvironment environment) =>
        Commands.RunAsync(["init", "--root", "--party", "lab", "--home", At(home)], environment);

    private Task<CommandResult> Passwd(CommandEnvironment environment, params string[] more) =>
        Commands.RunAsync(["passwd", "--root", At("root"), .. more], environment);

    private CommandEnvironment Answering(params string[] answers)
    {
        Queue<string> left = new(answers);
        return new CommandEnvironment
        {
            AskPassphrase = what =>
            {
                asked.Add(what);
                return left.Dequeue().ToCharArray();
            },
        };
    }
}
