using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Exchange.Client.Agreements;
using Exchange.Client.Home;
using Exchange.Client.Joining;
using Exchange.Client.Keys;
using Exchange.Contract.Agreements;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Server;
using Exchange.Server.Hosting;
using Microsoft.AspNetCore.Builder;

namespace Exchange.Benchmarks;

/// <summary>
/// <c>policy who</c> over a directory of many members, all of them in the item's audience: the whole command as people run it, a
/// process of its own from its start to its end, which replays the directory with every signature in it.
/// </summary>
internal static class ManyMembers
{
    private const int Rounds = 3;
    private const double Named = 1.25;

    /// <param name="programs">Builds of the program, slowest first: each is measured, the last is the one that is shipped.</param>
    /// <returns>0 where the last one's median is under the named time.</returns>
    public static async Task<int> RunAsync(string folder, int members, IReadOnlyList<string> programs, TextWriter output)
    {
        // 1. Two organisations, the institute with so many readers.
        IPEndPoint address = new(IPAddress.Loopback, FreePort());
        Create(folder, address.ToString(), members);
        using ServerHome home = ServerHome.Load(Path.Combine(folder, "server"));
        await using WebApplication server = ExchangeHost.Build(home, address, new HostOptions());
        await server.StartAsync();

        // 2. One item, to every one of them.
        string file = Path.Combine(folder, "note.txt");
        await File.WriteAllTextAsync(file, "a note");
        string item = await FirstLineAsync(folder, "submit", file, "--to", "institute/@reader");
        string id = item.Split(' ', ':')[3];

        // 3. Who could open it?
        double median = 0;
        foreach (string program in programs)
        {
            median = await MedianAsync(
                program,
                [.. "policy who".Split(' '), id, "--home", Path.Combine(folder, "alice")],
                (members - 3).ToString("N0", CultureInfo.InvariantCulture));
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"policy who over {members} members, {program}: {median:F2} s (median of {Rounds}; named: about a second)"));
        }

        await server.StopAsync();
        return median < Named ? 0 : 1;
    }

    private static async Task<double> MedianAsync(string program, string[] arguments, string mustName)
    {
        List<double> seconds = [];
        for (int round = 0; round < Rounds; round++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })
                ?? throw new InvalidOperationException($"{program} does not start");
            string said = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            seconds.Add(watch.Elapsed.TotalSeconds);
            if (process.ExitCode != 0 || !said.Split('\n')[0].Contains(mustName, StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"exit {process.ExitCode}, and not everybody is named: {said.Split('\n')[0]}");
            }
        }

        return seconds.Order().ElementAt(Rounds / 2);
    }

    private static void Create(string folder, string address, int members)
    {
        PartyName lab = PartyName.Parse("lab"), institute = PartyName.Parse("institute");
        using RootKeys labRoot = RootKeys.Generate(), instituteRoot = RootKeys.Generate();
        ServerKeys server = ServerHome.CreateKeys(Path.Combine(folder, "server"), "measure.example/directory", "measure.example/audit");
        AgreementDraft draft = AgreementDraft.Begin(
            [RootPublicFile.Of(lab, "Lab", labRoot.Signer), RootPublicFile.Of(institute, "Institute", instituteRoot.Signer)],
            new ServerPublicFile(server.Directory, server.Audit, server.Operator),
            TimeProvider.System) with
        { Limits = AgreementDefaults.Limits with { MaxGrants = 2 * (members + 1) } };
        DsseEnvelope envelope =
            AgreementSigning.AddSignature(AgreementSigning.AddSignature(draft.ToEnvelope(), labRoot.Signer), instituteRoot.Signer);
        Agreement agreement = AgreementVerifier.Verify(envelope);

        AgreementHome home = ClientHome.Open(Path.Combine(folder, "alice")).Create("measure", envelope, address);
        using DeviceKeys alice = DeviceKeys.Generate();
        KeyFile.WriteDevice(home.Folder, alice, []);
        List<DsseEnvelope> memberships =
            [Enrol(agreement, new MemberName(lab, Handle.Parse("alice")), Role.Submitter, alice, labRoot.Signer)];
        for (int number = 0; number < members; number++)
        {
            using DeviceKeys keys = DeviceKeys.Generate();
            Handle handle = Handle.Parse(string.Create(CultureInfo.InvariantCulture, $"reader-{number}"));
            memberships.Add(Enrol(agreement, new MemberName(institute, handle), Role.Reader, keys, instituteRoot.Signer));
        }

        ServerHome.CreateLogs(Path.Combine(folder, "server"), envelope, memberships);
    }

    private static DsseEnvelope Enrol(Agreement agreement, MemberName name, Role role, DeviceKeys keys, SignerKey root)
    {
        Statement<JoinRequestPredicate> request =
            JoinRequests.Verify(JoinRequests.Create(agreement.Id, name, Handle.Parse("laptop"), [role], keys));
        return Memberships.Sign(request, [role], [], previous: null, root);
    }

    private static async Task<string> FirstLineAsync(string folder, params string[] arguments)
    {
        StringWriter said = new(), error = new();
        int exit = await Cli.CommandLine.RunAsync(
            [.. arguments, "--home", Path.Combine(folder, "alice")],
            said,
            error,
            Cli.Shell.CommandEnvironment.Bare,
            CancellationToken.None);
        return exit == 0 ? said.ToString().Split('\n')[0] : throw new InvalidOperationException($"exit {exit}: {error}");
    }

    private static int FreePort()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket.LocalEndPoint is IPEndPoint bound ? bound.Port : throw new UnreachableException();
    }
}
