using System.Diagnostics;
using System.Text;
using Exchange.Testing.World;

namespace Exchange.EndToEnd.Secrecy;

/// <summary>
/// What the operator has: the server's folder, its log, and the memory of the running server. None of it tells what was shared.
/// </summary>
public sealed class StoredSecrecyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Neither_files_nor_log_nor_memory_of_the_server_hold_a_word_of_what_went_through_it()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/gcore"), "skipped: gcore, of Debian's gdb, is not on this machine");
        string folder = Path.Combine(AppContext.BaseDirectory, "worlds", Guid.NewGuid().ToString("n"));
        Directory.CreateDirectory(folder);
        string address = TwoOrganisations.FreeAddress();
        (await Commands.RunAsync(["sandbox", folder, "--listen", address])).Expect(0);
        CanaryLog log = await CanaryLog.WriteAsync(folder, Cancel);
        string home = Path.Combine(folder, "server");

        // 1. Submission, listing, release, with the server logging all it can.
        await using (ServerProcess server = await ServerProcess.StartAsync(home, address, [], "--verbose"))
        {
            string item = (await As("alice", "submit", log.Path, "--to", "bob", "--title", log.Title, "--json")).Json
                .GetProperty("item").GetString()!;
            Assert.Contains(log.Title, (await As("bob", "inbox")).Output, StringComparison.Ordinal);
            await As("bob", "show", item);
            await As("bob", "pull", item, "--purpose", "research", "-o", Path.Combine(folder, "out"));
            await As("carol", "audit", "verify", "--full");

            // 2. Its memory, as it runs.
            string core = await CoreOfAsync(server.Id, folder);

            // 3. The search finds what is there: the item's id, which the server knows and logs.
            Spellings ids = new([item]);
            Assert.NotEmpty(ids.In(core));
            Assert.NotEmpty(ids.Within(server.Log));
            Assert.NotEmpty(Files(home).SelectMany(ids.In));

            // 4. And none of what was shared.
            Spellings words = new(log.Words);
            Assert.NotEmpty(words.In(Assert.Single(Directory.GetFiles(Path.Combine(folder, "out")))));
            Assert.Empty(words.In(core));
            Assert.Empty(words.Within(server.Log));
            Assert.Empty(Files(home).SelectMany(words.In));
        }

        Directory.Delete(folder, recursive: true);

        async Task<CommandResult> As(string person, params string[] arguments) =>
            (await Commands.RunAsync([.. arguments, "--home", Path.Combine(folder, person)])).Expect(0);
    }

    [Fact]
    public void A_word_is_found_in_every_encoding_wherever_it_stands()
    {
        const string word = "canary0123456789abcdef";
        Spellings words = new([word]);
        string padding = string.Concat(Enumerable.Range(0, 7).Select(index => (char)('p' + index)));

        for (int before = 0; before < padding.Length; before++)
        {
            byte[] text = Encoding.ASCII.GetBytes(padding[..before] + word + padding);
            Assert.NotEmpty(words.Within(Convert.ToBase64String(text)));
            Assert.NotEmpty(words.Within(Convert.ToHexString(text)));
            Assert.NotEmpty(words.Within(Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(Encoding.ASCII.GetString(text)))));
        }

        Assert.Empty(words.Within("canary" + padding));
    }

    // The lock is held, and empty.
    private static IEnumerable<string> Files(string home) =>
        Directory.GetFiles(home, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal));

    private static async Task<string> CoreOfAsync(int process, string folder)
    {
        string prefix = Path.Combine(folder, "core");
        using Process gcore = Process.Start(new ProcessStartInfo("/usr/bin/gcore", ["-o", prefix, $"{process}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> said = gcore.StandardError.ReadToEndAsync(Cancel);
        _ = await gcore.StandardOutput.ReadToEndAsync(Cancel);
        await gcore.WaitForExitAsync(Cancel);
        Assert.True(gcore.ExitCode == 0, await said);
        return $"{prefix}.{process}";
    }
}
