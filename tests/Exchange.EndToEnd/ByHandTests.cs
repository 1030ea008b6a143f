using Exchange.Testing.World;

namespace Exchange.EndToEnd;

/// <summary>Two organisations are built with the commands that two real ones use, without the sandbox.</summary>
public sealed class ByHandTests
{
    [Fact]
    public async Task Two_organisations_begin_by_hand_and_share_an_item()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "worlds", Guid.NewGuid().ToString("n"));
        Directory.CreateDirectory(folder);
        string At(string name) => Path.Combine(folder, name);
        string address = TwoOrganisations.FreeAddress();

        // Roots, server keys, agreement.
        await Run("init", "--root", "--party", "lab", "--name", "A Lab", "--no-passphrase", "--home", At("lab-root"));
        await Run("init", "--root", "--party", "institute", "--no-passphrase", "--home", At("institute-root"));
        await Run("init", "--server", "--home", At("server"));
        await Run(
            "agreement", "new", "--root", At("lab-root/root-public.json"), "--root", At("institute-root/root-public.json"),
            "--server-keys", At("server/server-keys.json"), "-o", At("agreement.json"));
        await Run("agreement", "sign", At("agreement.json"), "--home", At("lab-root"));
        await Run("agreement", "sign", At("agreement.json"), "--home", At("institute-root"));
        await Run("agreement", "show", At("agreement.json"));

        // The first administrators, by their party's root; then the logs.
        await Join("dana", "lab/dana", "administrator");
        await Run("member", "enrol", At("dana.request"), "--root", At("lab-root"), "-o", At("dana.json"));
        await Join("erin", "institute/erin", "administrator");
        await Run("member", "enrol", At("erin.request"), "--root", At("institute-root"), "-o", At("erin.json"));
        await Run("init", "--server", "--home", At("server"), "--agreement", At("agreement.json"), At("dana.json"), At("erin.json"));

        using CancellationTokenSource stop = new();
        ReadyWriter output = new();
        Task<int> server = Commands.RunAsync(["serve", "--home", At("server"), "--listen", address], output, TextWriter.Null, stop.Token);
        Assert.Same(output.Ready, await Task.WhenAny(output.Ready, server));

        // Everybody else, by their administrator.
        await Join("alice", "lab/alice", "submitter");
        await Run("member", "enrol", At("alice.request"), "--home", At("dana"));
        await Join("bob", "institute/bob", "reader");
        await Run("member", "enrol", At("bob.request"), "--home", At("erin"));
        await Join("carol", "institute/carol", "compliance");
        await Run("member", "enrol", At("carol.request"), "--home", At("erin"));

        await File.WriteAllTextAsync(At("note.txt"), "a short note", TestContext.Current.CancellationToken);
        string item =
            (await Run("submit", At("note.txt"), "--to", "bob", "--json", "--home", At("alice"))).Json.GetProperty("item").GetString()!;
        await Run("pull", item[..6], "--purpose", "research", "-o", At("out"), "--home", At("bob"));
        Assert.Equal("a short note", await File.ReadAllTextAsync(At("out/note.txt"), TestContext.Current.CancellationToken));

        // A receipt stands by itself, and only with an agreement.
        string receipt = Directory.EnumerateFiles(At("alice"), "*.tlog-proof", SearchOption.AllDirectories)
            .First(path => path.Contains("audit-", StringComparison.Ordinal));
        await Run("verify", receipt, "--agreement", At("agreement.json"));
        (await Commands.RunAsync(["verify", receipt, "--home", At("nowhere")])).Expect(1);

        // A revoked member is out; the rest goes on.
        await Run("member", "revoke", "institute/bob", "--reason", "left", "--home", At("erin"));
        Assert.NotEqual(0, (await Commands.RunAsync(["inbox", "--home", At("bob")])).ExitCode);
        await Run("doctor", "--home", At("alice"));
        await Run("audit", "verify", "--full", "--home", At("carol"));
        await stop.CancelAsync();
        Assert.Equal(0, await server);
        Directory.Delete(folder, recursive: true);

        Task<CommandResult> Join(string person, string name, string role) =>
            Run(
                "join", At("agreement.json"), "--as", name, "--role", role, "--server", address, "--no-passphrase", "-o",
                At(person + ".request"), "--home", At(person));

        static async Task<CommandResult> Run(params string[] arguments) => (await Commands.RunAsync(arguments)).Expect(0);
    }
}
