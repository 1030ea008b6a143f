using Exchange.Cli.Shell;
using Exchange.Client;
using Exchange.Client.Checkpoints;
using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Client.Keys;
using Exchange.Client.Submission;
using Exchange.Contract.Agreements;
using Exchange.Contract.Members;
using Exchange.Formats.Safety;

namespace Exchange.Cli.Doctor;

/// <summary>Checks everything that a member needs: first the files here, then the server.</summary>
internal sealed class MemberDoctor(Call call, AgreementHome home)
{
    private static readonly TimeSpan SkewToTell = TimeSpan.FromMinutes(1);

    private readonly List<Finding> findings = [];

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        // 1. Folder and key files, without opening the keys.
        findings.Add(FileChecks.Folder(home.Folder));
        bool keys = CheckKeys();

        // 2. The agreement: everything else depends on it.
        Agreement? agreement = Try("agreement", home.ReadAgreement);
        if (agreement is null)
        {
            return findings;
        }

        findings.AddRange(AgreementCheck.Run(agreement, call.Environment.Time.GetUtcNow()));

        // 3. The remembered checkpoints, and submissions that are not sent yet.
        bool memory = CheckMemory(agreement);
        CheckOutbox();

        // 4. The server, which answers only to a member's keys, and the membership that it reports.
        if (keys && memory)
        {
            await CheckServerAsync(cancellationToken);
        }

        return findings;
    }

    private bool CheckKeys()
    {
        string[] files = [.. Directory.EnumerateFiles(home.Folder, KeyFile.DeviceStem + ".*")
            .Where(path => Path.GetExtension(path) is ".age" or ".txt")
            .Order(StringComparer.Ordinal)];
        findings.AddRange(files.Select(path => FileChecks.Key(path, path.EndsWith(".age", StringComparison.Ordinal))));
        if (files.Length == 0)
        {
            findings.Add(Finding.Bad("keys", "There are no keys.", "Restore them from a backup, or start again with: exchange join"));
        }

        return files.Length > 0 && !files.Any(PrivateFile.IsOpenToOthers);
    }

    private bool CheckMemory(Agreement agreement)
    {
        using CheckpointMemory memory = new(
            home.MemoryFolder, agreement, (_, _) => throw new NotSupportedException(), (_, _, _, _) => throw new NotSupportedException());
        string? sizes = Try("memory", () =>
            $"Last seen: {memory.SizeOf(LogName.Directory)} entries in the directory, {memory.SizeOf(LogName.Audit)} in the audit log.");
        if (sizes is not null)
        {
            findings.Add(Finding.Good("memory", sizes));
        }

        return sizes is not null;
    }

    private void CheckOutbox()
    {
        if (Try("outbox", () => new Outbox(home).List()) is not { } waiting)
        {
            return;
        }

        findings.Add(waiting.Count == 0
            ? Finding.Good("outbox", "Nothing is waiting to be sent.")
            : Finding.Careful(
                "outbox",
                $"{waiting.Count} sealed {(waiting.Count == 1 ? "item is" : "items are")} not submitted yet.",
                "List them with: exchange outbox; send one with: exchange submit --resume ITEM"));
    }

    private async Task CheckServerAsync(CancellationToken cancellationToken)
    {
        try
        {
            using Participant self = await call.OpenAsync(cancellationToken);
            findings.Add(Finding.Good(
                "server",
                $"{TerminalText.Safe(home.ReadServer())} answers with the certificate of the agreement's operator."));
            findings.Add(
                Finding.Good("directory", $"All {self.Directory.Size} entries verified; consistent with what was seen before."));
            findings.Add(
                Finding.Good("membership", $"You are {self.Self.Name}: {string.Join(", ", self.Self.Roles.Select(RoleNames.Format))}."));
            long entries = (await self.Memory.AdvanceAsync(LogName.Audit, cancellationToken)).Value.Size;
            findings.Add(Finding.Good("audit log", $"{entries} entries; consistent with what was seen before."));
            if (await self.ServerTimeAsync(cancellationToken) is { } serverTime)
            {
                TimeSpan skew = (call.Environment.Time.GetUtcNow() - serverTime).Duration();
                findings.Add(skew > SkewToTell
                    ? Finding.Careful(
                        "clock",
                        $"This machine's clock and the server's are {(int)skew.TotalSeconds} seconds apart.",
                        "Synchronise whichever clock is wrong (NTP): requests and embargoes depend on it.")
                    : Finding.Good("clock", "Agrees with the server's clock."));
            }
        }
        catch (ClientException problem)
        {
            findings.Add(Finding.Bad(CheckOf(problem), $"{problem.What} {problem.Why}".Trim(), problem.Next));
        }
    }

    private static string CheckOf(ClientException problem) => problem.Exit switch
    {
        ExitCode.Unreachable => "server",
        ExitCode.Denied => "membership",
        ExitCode.Verification => "verification",
        _ => "keys",
    };

    private T? Try<T>(string check, Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (ClientException problem)
        {
            findings.Add(Finding.Bad(check, $"{problem.What} {problem.Why}".Trim(), problem.Next));
            return null;
        }
    }
}
