using System.Net;
using System.Net.Sockets;
using Exchange.Cli.Printing;
using Exchange.Cli.Sandbox;
using Exchange.Cli.Shell;
using Exchange.Client;
using Exchange.Client.Audit;
using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Client.Keys;
using Exchange.Client.Lists;
using Exchange.Client.Policies;
using Exchange.Client.Retrieval;
using Exchange.Client.Submission;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Wording;
using Exchange.Formats.Safety;
using Exchange.Reports;
using Exchange.Reports.Cards;
using Exchange.Server;
using Exchange.Server.Hosting;
using Microsoft.AspNetCore.Builder;

namespace Exchange.Cli.Demo;

/// <summary>
/// The walk that the demo shows: the sandbox's files, a real server over mutual TLS, and what the commands do, in plain words.
/// </summary>
internal sealed class DemoWalk(Call call)
{
    public async Task<int> RunAsync(string[] files, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("exchange-demo-").FullName;
        try
        {
            IPEndPoint address = new(IPAddress.Loopback, FreePort());
            Heading("Two organisations");
            SandboxBuilder.Create(folder, address.ToString(), call.Environment.Time);
            call.Say("Example Lab and Example Institute have signed an agreement. Alice works at the lab, "
                + "Bob (reader) and Carol (compliance) at the institute.");
            call.Say("The agreement names no witnesses, so only the server's own key vouches for its log; "
                + "to rule out two histories, the parties must compare checkpoints.");

            using ServerHome home = ServerHome.Load(Path.Combine(folder, "server"));
            await using WebApplication server = ExchangeHost.Build(home, address, new HostOptions { Time = call.Environment.Time });
            await server.StartAsync(cancellationToken);
            call.Say($"A server is running at {address}, over mutual TLS with the keys in the signed directory.");
            foreach (string file in files.Length > 0 ? files : [await MakeSampleAsync(folder, cancellationToken)])
            {
                await WalkAsync(folder, file, cancellationToken);
            }

            await AuditAsync(folder, cancellationToken);
            await server.StopAsync(CancellationToken.None);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task WalkAsync(string folder, string file, CancellationToken cancellationToken)
    {
        using Participant alice = await OpenAsync(folder, "alice", cancellationToken);
        using Participant bob = await OpenAsync(folder, "bob", cancellationToken);

        Heading("Alice submits an evaluation log to Bob");
        Submitter submitter = new(alice);
        AccessPolicy policy =
            PolicyBytes.Parse(
                alice.Agreement.Predicate.Kinds.First(kind => kind.Name == CardKind.EvaluationResult).DefaultPolicy.Span) with
            {
                Audience = new Audience([bob.Self.Id], [], []),
                MaxOpenings = 1,
            };
        ReadFiles read = await submitter.ReadAsync([file], title: null, kind: null, cancellationToken);
        ReadOrder order = ReadOrder.Of(read, PolicyDraft.From(policy));
        SubmitPreview preview = await submitter.PreviewAsync(order, cancellationToken);
        Say(CardText.Lines(preview.Card));
        call.Say("The policy, as she signs it:");
        Say(preview.PolicyLines);
        SubmitResult sent = await submitter.SubmitAsync(order, progress: null, cancellationToken);
        call.Say($"lab/alice submitted {sent.Item} to institute/bob. Receipt: entry {sent.Receipt.Index} of the audit log.");

        Heading("Bob sees the card in his inbox");
        InboxEntry entry = (await new Inbox(bob).ListAsync(sent: false, cancellationToken)).Single(listed => listed.Item == sent.Item);
        call.Say($"{entry.Item}, from {entry.Sender}: {TerminalText.Safe(entry.Title ?? "(not shown)")}");

        Heading("Bob tries to open it for a purpose that the policy does not list");
        await DenyAsync(bob, sent.Item, "oversight", folder, cancellationToken);

        Heading("Bob opens it for research");
        OpenedItem opened = await new Opener(bob)
            .PullAsync(sent.Item, "research", Path.Combine(folder, "opened", sent.Item.ToString()), progress: null, cancellationToken);
        byte[] original = await File.ReadAllBytesAsync(file, cancellationToken);
        byte[] pulled = await File.ReadAllBytesAsync(opened.Files[0].Path, cancellationToken);
        bool same = original.AsSpan().SequenceEqual(pulled);
        call.Say($"Permitted: entry {opened.Receipt.Index} of the audit log. "
            + $"Bob's {opened.Files[0].Bytes} bytes are {(same ? "identical to" : "DIFFERENT from")} Alice's file.");
        if (!same)
        {
            throw new ClientException(ExitCode.Verification, "The bytes differ.", "", "");
        }

        Heading("Bob tries to open it again, but the policy allows one opening");
        await DenyAsync(bob, sent.Item, "research", folder, cancellationToken);
    }

    private async Task DenyAsync(Participant bob, ItemId item, string purpose, string folder, CancellationToken cancellationToken)
    {
        try
        {
            await new Opener(bob).PullAsync(item, purpose, Path.Combine(folder, "denied"), progress: null, cancellationToken);
            throw new ClientException(ExitCode.Failed, "It was permitted.", "The policy should have denied it.", "");
        }
        catch (DeniedException denied)
        {
            foreach (FailedCondition reason in denied.Reasons)
            {
                call.Say($"Denied ({ConditionName.Of(reason.Code)}): {TerminalText.Safe(ConditionText.Of(reason))}");
            }
        }
    }

    private async Task AuditAsync(string folder, CancellationToken cancellationToken)
    {
        Heading("Carol, compliance at the institute, audits the log");
        using Participant carol = await OpenAsync(folder, "carol", cancellationToken);
        foreach (AuditLine line in await new AuditReader(carol).ListAsync(item: null, cancellationToken))
        {
            string reasons = string.Join(' ', line.Reasons.Select(reason => ConditionName.Of(reason.Code)));
            call.Say($"{line.Index,4}  {line.Actor,-16} {line.Event,-16} {line.Outcome,-6} {reasons}".TrimEnd());
        }

        AuditReport report = await new AuditVerifier(carol).VerifyAsync(full: true, progress: null, cancellationToken);
        call.Say($"Log verified: {HumanText.Count(report.Entries, "entry matches", "entries match")} the signed tree, "
            + $"{HumanText.Count(report.Chains, "chain is", "chains are")} complete, "
            + $"{HumanText.Count(report.Decisions, "decision")} repeated with the same result, "
            + $"{HumanText.Count(report.Parts, "sealed part")} hashed.");
    }

    private Task<Participant> OpenAsync(string folder, string person, CancellationToken cancellationToken) =>
        Participant.OpenAsync(
            ClientHome.Open(Path.Combine(folder, person)).Pick(null),
            KeyUnlock.None,
            new ParticipantOptions { Time = call.Environment.Time, Logging = call.Logging },
            cancellationToken);

    private static async Task<string> MakeSampleAsync(string folder, CancellationToken cancellationToken)
    {
        string path = Path.Combine(folder, SampleLog.FileName);
        await using FileStream file = new(path, FileMode.CreateNew);
        await SampleLog.WriteAsync(file, cancellationToken);
        return path;
    }

    private void Heading(string text)
    {
        call.Say("");
        call.Say($"== {text}");
    }

    private void Say(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            call.Say($"   {TerminalText.Safe(line)}");
        }
    }

    private static int FreePort()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket.LocalEndPoint is IPEndPoint bound ? bound.Port : throw new System.Diagnostics.UnreachableException();
    }
}
