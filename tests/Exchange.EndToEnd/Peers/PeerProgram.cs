using System.Diagnostics;

namespace Exchange.EndToEnd.Peers;

/// <summary>
/// The programs in <c>tests/peers</c>, which read Exchange's formats with other people's libraries. <c>tests/run</c> installs
/// those; a test that needs an absent one is skipped.
/// </summary>
internal static class PeerProgram
{
    /// <summary>Not the first python3 on PATH: only the system's own sees the system's packages.</summary>
    private const string Python = "/usr/bin/python3";
    private const string DebianGo = "/usr/share/gocode";

    private static readonly Lazy<Task<PeerResult>> PythonGrpc = new(() => RunAsync(Python, ["-c", "import grpc, google.protobuf"]));
    private static readonly Lazy<Task<PeerResult>> GoBuild = new(BuildAsync);

    public static string Protos => Path.Combine(Checkout.Root, "protos");

    private static string Scripts => Path.Combine(Checkout.Root, "tests", "peers");

    private static string SumDb => Path.Combine(Checkout.Root, "artifacts", "peers", "sumdb");

    /// <summary>Runs one of the Node programs.</summary>
    /// <param name="package">The npm package that it is about.</param>
    public static Task<PeerResult> NodeAsync(string package, string script, params string[] arguments) =>
        NodeAsync(package, [], script, arguments);

    /// <summary>Runs one of the Node programs with lines to read.</summary>
    public static async Task<PeerResult> NodeAsync(string package, IEnumerable<string> input, string script, params string[] arguments)
    {
        Assert.SkipUnless(OnPath("node"), "skipped: node is not on PATH");
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(Scripts, "node_modules", package)),
            $"skipped: the npm package {package} is not installed in tests/peers");
        return await RunAsync("node", [Path.Combine(Scripts, script), .. arguments], input: input);
    }

    /// <summary>Runs one of the Python programs.</summary>
    public static async Task<PeerResult> PythonAsync(string script, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists(Python), $"skipped: there is no {Python}");
        Assert.SkipUnless(OnPath("protoc") && OnPath("grpc_python_plugin"), "skipped: protoc and its plugin for Python are not on PATH");
        Assert.SkipUnless((await PythonGrpc.Value).ExitCode == 0, "skipped: Python has no grpcio");
        return await RunAsync(Python, [Path.Combine(Scripts, script), .. arguments]);
    }

    /// <summary>Runs <c>tests/peers/sumdb</c>, built against Debian's golang.org/x/mod.</summary>
    public static async Task<PeerResult> SumDbAsync(params string[] arguments)
    {
        Assert.SkipUnless(OnPath("go"), "skipped: go is not on PATH");
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(DebianGo, "src", "golang.org", "x", "mod", "sumdb", "tlog")),
            "skipped: Debian's golang-golang-x-mod-dev is not installed");
        (await GoBuild.Value).Expect(0);
        return await RunAsync(SumDb, arguments);
    }

    private static Task<PeerResult> BuildAsync() => RunAsync("go", ["build", "-o", SumDb, "."], new ProcessStartInfo
    {
        WorkingDirectory = Path.Combine(Scripts, "sumdb"),
        Environment =
        {
            // Debian's way: packages from /usr/share/gocode, none from the network.
            ["GO111MODULE"] = "off",
            ["GOPATH"] = DebianGo,
            ["GOFLAGS"] = "",
            ["GOCACHE"] = Path.Combine(Checkout.Root, "artifacts", "peers", "go-cache"),
        },
    });

    private static async Task<PeerResult> RunAsync(
        string command,
        IEnumerable<string> arguments,
        ProcessStartInfo? how = null,
        IEnumerable<string>? input = null)
    {
        how ??= new ProcessStartInfo();
        how.FileName = command;
        how.RedirectStandardInput = how.RedirectStandardOutput = how.RedirectStandardError = true;
        foreach (string argument in arguments)
        {
            how.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(how)!;
        CancellationToken cancel = TestContext.Current.CancellationToken;
        try
        {
            // All three at once: whoever waits for the others' pipe waits for ever.
            Task<string> errors = process.StandardError.ReadToEndAsync(cancel);
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancel);
            await WriteAsync(process.StandardInput, input ?? [], cancel);
            await process.WaitForExitAsync(cancel);
            return new PeerResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static async Task WriteAsync(StreamWriter input, IEnumerable<string> lines, CancellationToken cancel)
    {
        try
        {
            foreach (string line in lines)
            {
                await input.WriteAsync((line + "\n").AsMemory(), cancel);
            }

            input.Close();
        }
        catch (IOException)
        {
            // The program has ended without reading on: how, its exit code says.
        }
    }

    private static bool OnPath(string command) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, command)));
}
