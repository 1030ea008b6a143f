using System.Net;
using System.Net.Sockets;
using Exchange.Client;
using Exchange.Client.Home;
using Exchange.Client.Keys;

namespace Exchange.Testing.World;

/// <summary>
/// A lab and an institute in a folder, with a server that runs: the sandbox's own files, the real command line, real mutual TLS,
/// real SQLite. The whole log is audited when it ends, unless the test damaged it on purpose.
/// </summary>
public sealed class TwoOrganisations : IAsyncDisposable
{
    private readonly CancellationTokenSource serving = new();
    private readonly string[] serve;
    private readonly LockedWriter serverLog = new();
    private Task<int>? server;

    private TwoOrganisations(string folder, string address, string[] serve)
    {
        this.serve = serve;
        Folder = folder;
        Address = address;
    }

    public string Folder { get; }

    public string Address { get; }

    public string ServerHome => Path.Combine(Folder, "server");

    /// <summary>What the server has logged so far.</summary>
    public string ServerLog => serverLog.ToString();

    /// <summary>Set by tests that damage what is stored.</summary>
    public bool Damaged { get; set; }

    /// <param name="serve">Further arguments of <c>serve</c>.</param>
    public static async Task<TwoOrganisations> StartAsync(params string[] serve)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "worlds", Guid.NewGuid().ToString("n"));
        Directory.CreateDirectory(folder);
        TwoOrganisations world = new(folder, $"127.0.0.1:{FreePort()}", serve);
        (await Commands.RunAsync(["sandbox", folder, "--listen", world.Address])).Expect(0);
        await world.ServeAsync();
        return world;
    }

    /// <summary>Runs a command as one of alice, dana, bob, erin, carol.</summary>
    public Task<CommandResult> AsAsync(string person, params string[] arguments) =>
        Commands.RunAsync([.. arguments, "--home", Path.Combine(Folder, person)]);

    public async Task<string> SubmitAsync(string file, params string[] arguments)
    {
        CommandResult result = await AsAsync("alice", ["submit", file, "--to", "institute/bob", "--json", .. arguments]);
        return result.Expect(0).Json.GetProperty("item").GetString()!;
    }

    /// <summary>Has somebody make keys, in a home of this name, and be enrolled by the administrator of their party.</summary>
    /// <param name="name">party/handle.</param>
    public async Task EnrolAsync(string home, string name, params string[] roles)
    {
        string request = Path.Combine(Folder, home + ".request");
        (await AsAsync(
            home,
            ["join", Path.Combine(Folder, "agreement.json"), "--as", name, "--server", Address, "--no-passphrase", "-o", request, .. roles
                .SelectMany(role => (string[])["--role", role])]))
            .Expect(0);
        (await AsAsync(name.StartsWith("lab/", StringComparison.Ordinal) ? "dana" : "erin", "member", "enrol", request)).Expect(0);
        File.Delete(request);
    }

    /// <summary>A member at work past the command line. The caller's to dispose of.</summary>
    public Task<Participant> OpenAsync(string person) =>
        Participant.OpenAsync(
            ClientHome.Open(Path.Combine(Folder, person)).Pick(null),
            KeyUnlock.None,
            new ParticipantOptions(),
            TestContext.Current.CancellationToken);

    public async Task RestartAsync()
    {
        await StopAsync();
        await ServeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!Damaged)
            {
                (await AsAsync("carol", "audit", "verify", "--full")).Expect(0);
            }
        }
        finally
        {
            await StopAsync();
            Directory.Delete(Folder, recursive: true);
            serving.Dispose();
        }
    }

    public static string FreeAddress() => $"127.0.0.1:{FreePort()}";

    private static int FreePort()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private CancellationTokenSource? current;

    private async Task ServeAsync()
    {
        current = CancellationTokenSource.CreateLinkedTokenSource(serving.Token);
        ReadyWriter output = new();
        server = Commands.RunAsync(["serve", "--home", ServerHome, "--listen", Address, .. serve], output, serverLog, current.Token);
        Task ended = await Task.WhenAny(output.Ready, server);
        Assert.True(ended == output.Ready, $"the server did not start: {ServerLog}");
    }

    private async Task StopAsync()
    {
        if (server is not null && current is not null)
        {
            await current.CancelAsync();
            await server;
            current.Dispose();
            server = null;
        }
    }
}
