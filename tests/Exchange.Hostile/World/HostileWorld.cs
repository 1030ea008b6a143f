using System.Net;
using System.Text;
using Exchange.Client.Errors;
using Exchange.Testing.World;
using Microsoft.Data.Sqlite;

namespace Exchange.Hostile.World;

/// <summary>
/// Two organisations whose server cheats: real commands, real mutual TLS, a real server home. The cheat stands in what is stored or
/// between the server and the wire. The log is audited in the end unless the test left its mark in it.
/// </summary>
internal sealed class HostileWorld : IAsyncDisposable
{
    public const string ContentCanary = "CANARY-that-only-the-content-holds-7f3a91";
    public const string CardCanary = "CANARY-that-only-the-card-holds-c25e08";

    private static readonly string Temporary = Path.Combine(AppContext.BaseDirectory, "temporary");

    private readonly Prepared prepared;
    private readonly bool keep;
    private int outputs;
    private CheatingServer? server;

    // Whatever goes to the system's temporary folder is searched for plaintext like the homes are.
    static HostileWorld()
    {
        Directory.CreateDirectory(Temporary);
        Environment.SetEnvironmentVariable("TMPDIR", Temporary);
    }

    private HostileWorld(Prepared prepared, bool keep)
    {
        this.prepared = prepared;
        this.keep = keep;
    }

    public string Folder => prepared.Folder;

    public string First => prepared.First;

    public string Second => prepared.Second;

    public string ServerFolder => Path.Combine(Folder, "server");

    public CheatingServer Server => server ?? throw new InvalidOperationException("the server is stopped");

    public string Address => Server.Address.ToString();

    /// <summary>Set by tests whose cheat stands in the log for good.</summary>
    public bool LeavesMarks { get; set; }

    public static async Task<HostileWorld> StartAsync() => await OverAsync(
        await PreparedFolder.CopyToAsync(Path.Combine(AppContext.BaseDirectory, "worlds", Guid.NewGuid().ToString("n"))), keep: false);

    public static async Task<HostileWorld> OverAsync(Prepared prepared, bool keep)
    {
        HostileWorld world = new(prepared, keep) { LeavesMarks = keep };
        await world.ServeAsync(null);
        return world;
    }

    public string HomeOf(string person) => Path.Combine(Folder, person);

    public string NewFolder() => Path.Combine(Folder, $"out-{outputs++}");

    /// <summary>Runs a command as one of alice, dana, mallory (lab), bob, erin, carol (institute).</summary>
    public Task<CommandResult> AsAsync(string person, params string[] arguments) =>
        Commands.RunAsync([.. arguments, "--home", HomeOf(person)]);

    /// <summary>Bob opens an item, and finds in it what alice put there.</summary>
    public async Task OpensAsync(string item)
    {
        string folder = NewFolder();
        (await AsAsync("bob", "pull", item, "--purpose", "research", "-o", folder)).Expect(0);
        Assert.Contains(
            ContentCanary,
            await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(folder)), TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    /// <summary>Bob is cheated when he opens an item.</summary>
    public Task PullIsCaughtAsync(string item, Finding expected, Remembers remembers = Remembers.Nothing) =>
        IsCaughtAsync("bob", expected, remembers, "pull", item, "--purpose", "research", "-o", NewFolder());

    /// <summary>The command ends with exit 4 and just these words, and leaves no plaintext and nothing believed.</summary>
    public async Task IsCaughtAsync(string person, Finding expected, Remembers remembers, params string[] arguments)
    {
        HomeSnapshot before = HomeSnapshot.Of(HomeOf(person));
        CommandResult result = (await AsAsync(person, arguments)).Expect((int)ExitCode.Verification);

        // 1. It says what it is.
        Assert.StartsWith(
            $"exchange: {VerificationTexts.What(expected.Fault)} ",
            result.Error[result.Error.IndexOf("exchange: ", StringComparison.Ordinal)..],
            StringComparison.Ordinal);
        Assert.All(expected.Fragments, words => Assert.Contains(words, result.Error, StringComparison.OrdinalIgnoreCase));

        // 2. Nothing was let out.
        string[] outputFolder = [.. arguments.SkipWhile(argument => argument != "-o").Skip(1)];
        string[] places = [HomeOf(person), Temporary, .. outputFolder];
        Assert.Empty(places.SelectMany(HoldingPlaintext));
        Assert.DoesNotContain("CANARY", result.Output + result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(outputFolder, Directory.Exists);

        // 3. Nothing was believed.
        IReadOnlyList<string> changes = before.ChangesTo(HomeSnapshot.Of(HomeOf(person)));
        Assert.Empty(remembers == Remembers.Nothing ? changes : changes.Where(
            path => path != "sandbox/memory/checkpoint-audit" && !path.StartsWith("sandbox/receipts/audit-", StringComparison.Ordinal)));
    }

    /// <summary>Changes what the server stores, behind its back.</summary>
    public int Sql(string command)
    {
        using SqliteConnection connection = new($"Data Source={Path.Combine(ServerFolder, "exchange.db")};Pooling=False");
        connection.Open();
        using SqliteCommand sql = connection.CreateCommand();
        sql.CommandText = command;
        return sql.ExecuteNonQuery();
    }

    /// <summary>Stops the server, does something with its home, and starts it again at the same address.</summary>
    public async Task WhileStoppedAsync(Action act)
    {
        IPEndPoint address = Server.Address;
        await Server.DisposeAsync();
        server = null;
        SqliteConnection.ClearAllPools();
        act();
        await ServeAsync(address);
    }

    /// <summary>Puts a copy of all that the server has aside, as an operator does who means to come back to it.</summary>
    public string KeepServer()
    {
        string copy = Path.Combine(Folder, $"kept-{outputs++}");
        PreparedFolder.Copy(ServerFolder, copy);
        return copy;
    }

    /// <summary>Puts such a copy in the place of what the server has. Only while it is stopped.</summary>
    public void PutBackServer(string copy)
    {
        Directory.Delete(ServerFolder, recursive: true);
        PreparedFolder.Copy(copy, ServerFolder);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!LeavesMarks)
            {
                Server.Cheat = null;
                (await AsAsync("carol", "audit", "verify", "--full")).Expect(0);
            }
        }
        finally
        {
            if (server is not null)
            {
                await server.DisposeAsync();
            }

            if (!keep)
            {
                Directory.Delete(Folder, recursive: true);
            }
        }
    }

    private static IEnumerable<string> HoldingPlaintext(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => File.ReadAllBytes(path).AsSpan().IndexOf("CANARY"u8) >= 0)
        : [];

    private async Task ServeAsync(IPEndPoint? address)
    {
        server = await CheatingServer.StartAsync(ServerFolder, address);
        if (address is null)
        {
            foreach (string home in Directory.EnumerateFiles(Folder, "server", SearchOption.AllDirectories))
            {
                await File.WriteAllTextAsync(home, $"{Address}\n", Encoding.ASCII, TestContext.Current.CancellationToken);
            }
        }
    }
}
