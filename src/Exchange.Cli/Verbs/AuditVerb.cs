using System.CommandLine;
using System.Text.Json;
using Exchange.Cli.Json;
using Exchange.Client;
using Exchange.Client.Audit;
using Exchange.Client.Retrieval;
using Exchange.Contract.Ids;
using Exchange.Contract.Json;
using Exchange.Contract.Statements;
using Exchange.Reports;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange audit log|verify</c>.</summary>
internal static class AuditVerb
{
    public static Command Create(CommandEnvironment environment) => new("audit", "Read and verify the audit log.") { Log(environment), Verify(environment) };

    private static Command Log(CommandEnvironment environment)
    {
        Argument<string?> item = new("ITEM") { Description = "Only the events of this item.", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> json = SharedOptions.Json();
        Command command = new("log", "Show the events that you may see, with their real reasons.\n\nExample: exchange audit log") { item, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            using Participant self = await call.OpenAsync(cancellationToken);
            ItemId? id = parsed.GetValue(item) is { } text ? await new ItemNames(self).ResolveAsync(text, cancellationToken) : null;
            IReadOnlyList<AuditLine> lines = await new AuditReader(self).ListAsync(id, cancellationToken);
            if (parsed.GetValue(json))
            {
                IReadOnlyList<AuditJson> printed = [.. lines.Select(line => new AuditJson(
                    line.Index.Value, Timestamp.Format(line.Time), line.Event, line.Outcome, line.Actor, line.Item?.ToString(),
                    line.Key is { } key ? SealedKeyNames.Format(key) : null, line.Purpose, [.. line.Reasons.Select(reason => new AuditReasonJson(reason.Code, reason.Text))]))];
                call.Say(JsonSerializer.Serialize(printed, CliJson.Default.IReadOnlyListAuditJson));
                return 0;
            }

            foreach (AuditLine line in lines)
            {
                call.Say($"{line.Index,6}  {Timestamp.Format(line.Time)}  {TerminalText.Safe(line.Actor),-20}  {line.Event,-16}  {line.Outcome,-6}  {line.Item?.ToString()[..8] ?? "-",-8}  {TerminalText.Safe(line.Purpose ?? "")}".TrimEnd());
                foreach (Contract.Events.FailedEntry reason in line.Reasons)
                {
                    call.Say($"        {TerminalText.Safe(reason.Code)}: {TerminalText.Safe(reason.Text)}");
                }
            }

            return 0;
        });
        return command;
    }

    private static Command Verify(CommandEnvironment environment)
    {
        Option<bool> full = new("--full") { Description = "Also items, sealed parts, and every decision made again." };
        Option<bool> json = SharedOptions.Json();
        Command command = new("verify", "Recompute the log and compare. Exit 4 when something does not hold.\n\nExample: exchange audit verify --full") { full, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            using Participant self = await call.OpenAsync(cancellationToken);
            AuditReport report = await new AuditVerifier(self).VerifyAsync(parsed.GetValue(full), progress: null, cancellationToken);
            if (parsed.GetValue(json))
            {
                call.Say(JsonSerializer.Serialize(report, CliJson.Default.AuditReport));
                return 0;
            }

            call.Say($"The log holds: {report.Entries} entries recomputed into the signed tree, {report.Events} events of yours held against them, {report.DirectoryEntries} directory statements replayed.");
            if (report.Full)
            {
                call.Say($"Also {report.Items} items with {report.Parts} sealed parts ({report.PartBytes} bytes), {report.Chains} whole chains, {report.Decisions} decisions made again.");
            }

            call.Say("No witness vouches for this log: compare its checkpoint with the other party's to rule out two histories.");
            return 0;
        });
        return command;
    }
}
