using System.Text.RegularExpressions;
using Exchange.Testing.World;

namespace Exchange.EndToEnd.Secrecy;

/// <summary>
/// With server and clients logging all they can, the logs tell what happened by ids, and nothing of what was shared or is secret.
/// </summary>
public sealed partial class LogSecrecyTests
{
    private static readonly string[] ServerCalls =
    [
        "Submission/UploadPart", "Submission/Submit", "Retrieval/List", "Retrieval/Get", "Retrieval/Release", "Directory/Append",
        "Audit/Query",
    ];

    private readonly List<string> told = [];

    [Fact]
    public async Task The_most_verbose_logs_hold_ids_and_calls_but_no_secret_and_nothing_of_what_is_shared()
    {
        await using TwoOrganisations world = await TwoOrganisations.StartAsync("--verbose");
        CanaryLog log = await CanaryLog.WriteAsync(world.Folder, TestContext.Current.CancellationToken);
        string passphrase = CanaryLog.Word("passphrase");
        string newPassphrase = CanaryLog.Word("passphrase");
        string item = await WalkAsync(world, log, Write(world, "old", passphrase), Write(world, "new", newPassphrase));

        string clients = string.Join('\n', told);
        string clientLog = string.Join('\n', LogLine().Matches(clients).Select(match => match.Value));
        string serverLog = world.ServerLog;

        // The logs are there, and say what happened.
        Assert.All(ServerCalls, call => Assert.Contains(call, serverLog, StringComparison.Ordinal));
        Assert.All(ServerCalls, call => Assert.Contains(call, clientLog, StringComparison.Ordinal));
        Assert.Contains(item, serverLog, StringComparison.Ordinal);
        Assert.Contains(item, clientLog, StringComparison.Ordinal);

        // Nothing of what is shared. (What a command tells its own user beside the log may name their file.)
        Assert.All(log.Words, word => Assert.DoesNotContain(word, serverLog, StringComparison.OrdinalIgnoreCase));
        Assert.All(log.Words, word => Assert.DoesNotContain(word, clientLog, StringComparison.OrdinalIgnoreCase));

        // And no secret, in whatever a command says.
        List<string> secrets = [passphrase, newPassphrase, .. Secrets(world, item, newPassphrase)];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, serverLog, StringComparison.OrdinalIgnoreCase));
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, clients, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Somebody joins with a passphrase and is enrolled, is handed an item, is denied and permitted; all is audited.</summary>
    private async Task<string> WalkAsync(TwoOrganisations world, CanaryLog log, string passphraseFile, string newPassphraseFile)
    {
        string[] frida = ["--passphrase-file", passphraseFile];
        string request = Path.Combine(world.Folder, "request.json");
        await Run(
            0,
            "frida",
            [
                "join", Path.Combine(world.Folder, "agreement.json"), "--as", "institute/frida", "--role", "reader", "--server",
                world.Address, "-o", request, .. frida,
            ]);
        await Run(0, "erin", "member", "enrol", request);
        await Run(0, "alice", "card", log.Path);
        await Run(0, "alice", "submit", log.Path, "--to", "bob", "--to", "frida", "--title", log.Title, "--dry-run");
        CommandResult sent = await Run(0, "alice", "submit", log.Path, "--to", "bob", "--to", "frida", "--title", log.Title, "--json");
        string item = sent.Json.GetProperty("item").GetString()!;

        Assert.Contains(log.Title, (await Run(0, "frida", ["inbox", .. frida])).Output, StringComparison.Ordinal);
        await Run(0, "frida", ["show", item, .. frida]);
        await Run(3, "frida", ["pull", item, "--purpose", "oversight", "-o", Path.Combine(world.Folder, "no"), .. frida]);
        await Run(0, "frida", ["pull", item, "--purpose", "research", "-o", Path.Combine(world.Folder, "yes"), .. frida]);
        await Run(3, "erin", "show", item);
        await Run(1, "frida", "inbox", "--passphrase-file", newPassphraseFile);
        await Run(0, "frida", ["passwd", "--new-passphrase-file", newPassphraseFile, .. frida]);
        await Run(0, "frida", "inbox", "--passphrase-file", newPassphraseFile);
        await Run(0, "alice", "sent");
        await Run(0, "carol", "audit", "log");
        await Run(0, "carol", "audit", "verify", "--full");
        await Run(0, "carol", "member", "list");
        await Run(0, "bob", "doctor");
        await Run(0, "erin", "member", "revoke", "frida");
        return item;

        async Task<CommandResult> Run(int exit, string person, params string[] arguments)
        {
            CommandResult result = (await world.AsAsync(person, [.. arguments, "--verbose"])).Expect(exit);
            told.Add(result.Error);
            return result;
        }
    }

    private static List<string> Secrets(TwoOrganisations world, string item, string passphrase)
    {
        string[] keyFiles = [.. Directory.EnumerateFiles(world.Folder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) is "keys.txt" or "keys.age" or "root.txt")];
        Assert.Equal(8, keyFiles.Length);
        IReadOnlyList<string> identities = WorldSecrets.OfItem(
            world,
            item,
            keyFiles.Single(path => path.StartsWith(Path.Combine(world.Folder, "bob"), StringComparison.Ordinal)));
        Assert.Equal(2, identities.Distinct().Count());
        return [
            .. keyFiles.SelectMany(path => WorldSecrets.OfKeyFile(path, passphrase)),
            .. WorldSecrets.OfServer(world.ServerHome),
            .. identities,
        ];
    }

    private static string Write(TwoOrganisations world, string name, string passphrase)
    {
        string path = Path.Combine(world.Folder, name);
        File.WriteAllText(path, passphrase + "\n");
        return path;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\S+Z (?:Trace|Debug|Information|Warning|Error|Critical) .*$", RegexOptions.Multiline)]
    private static partial Regex LogLine();
}
