using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Json;
using Exchange.Cli.Printing;
using Exchange.Client;
using Exchange.Client.Audit;
using Exchange.Client.Retrieval;
using Exchange.Contract.Ids;
using Exchange.Contract.Json;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Wording;
using Exchange.Formats.Safety;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange audit log|verify</c>.</summary>
internal static class AuditVerb
{
    public static Command Create(CommandEnvironment environment) => new Verb(
        "audit", "Read the audit log, and verify it: 'audit log', 'audit verify'.", "exchange audit log", "exchange audit verify --full")
    {
        Log(environment), Verify(environment),
    };

    private static Command Log(CommandEnvironment environment)
    {
        Argument<string?> item = new("ITEM")
        {
            Description = "Only the events of this item, named by any unique beginning of its id.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> json = SharedOptions.Json();
        Verb command = new(
            "log",
            "Show the events that you may see, with their real reasons.\nOf one ITEM it tells the whole life, as sentences.",
            "exchange audit log",
            "exchange audit log k3vq",
            "exchange audit log --json") { item, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            using Participant self = await call.OpenAsync(cancellationToken);
            ItemId? id = parsed.GetValue(item) is { } text ? await new ItemNames(self).ResolveAsync(text, cancellationToken) : null;
            AuditReader reader = new(self);
            IReadOnlyList<AuditLine> lines =
                id is { } one ? await reader.TellAsync(one, cancellationToken) : await reader.ListAsync(item: null, cancellationToken);
            if (parsed.GetValue(json))
            {
                IReadOnlyList<AuditJson> printed = [.. lines.Select(line => new AuditJson(
                    line.Index.Value, Timestamp.Format(line.Time), line.Event, line.Outcome, line.Actor, line.Item?.ToString(),
                    line.Key is { } key ? SealedKeyNames.Format(key) : null, line.Purpose,
                    [.. line.Reasons.Select(reason => new AuditReasonJson(ConditionName.Of(reason.Code), ConditionText.Of(reason)))],
                    line.Story))];
                call.SayJson(printed, CliJson.Default.IReadOnlyListAuditJson);
                return 0;
            }

            if (lines.Count == 0)
            {
                call.Say("No event that you may see yet. You see what you did, what happens to what you sent and, as compliance, what "
                    + "concerns your party.");
                return 0;
            }

            if (id is null)
            {
                call.Say(Table(lines));
                return 0;
            }

            foreach (AuditLine line in lines)
            {
                call.Say($"{line.Index.ToString(),5}  {HumanText.Moment(line.Time)}  {TerminalText.Safe(line.Story, int.MaxValue)}");
            }

            return 0;
        });
        return command;
    }

    private static Command Verify(CommandEnvironment environment)
    {
        Option<bool> full = new("--full")
        {
            Description = "Also every item's chain, every sealed part (all of them are fetched), and every decision made again.",
        };
        Option<bool> json = SharedOptions.Json();
        Verb command = new("verify", "Recompute the log and compare. Exit 4 when something does not hold.", "exchange audit verify --full")
        {
            full, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            using Participant self = await call.OpenAsync(cancellationToken);
            using TransferBar bar = new(call);
            AuditReport report = await new AuditVerifier(self).VerifyAsync(parsed.GetValue(full), bar.Audit, cancellationToken);
            bar.Clear();
            if (parsed.GetValue(json))
            {
                call.SayJson(report, CliJson.Default.AuditReport);
                return 0;
            }

            call.Say($"The log holds: {report.Entries} entries recomputed into the signed tree, {report.Events} events of yours held "
                + $"against them, {report.DirectoryEntries} directory statements replayed.");
            if (report.Full)
            {
                call.Say($"Also {HumanText.Count(report.Items, "item")} with {HumanText.Count(report.Parts, "sealed part")} "
                    + $"({HumanText.Size(report.PartBytes)}), {HumanText.Count(report.Chains, "chain")} seen whole, "
                    + $"{HumanText.Count(report.Decisions, "decision")} made again.");
            }

            call.Say("No witness vouches for this log: compare its checkpoint with the other party's to rule out two histories.");
            return 0;
        });
        return command;
    }

    private static TextTable Table(IReadOnlyList<AuditLine> lines)
    {
        int length = ShortIds.LengthFor(lines.Select(line => line.Item).OfType<ItemId>());
        TextTable table = new("entry", "time", "who", "what", "outcome", "item", "purpose");
        foreach (AuditLine line in lines)
        {
            table.Add(
                line.Index.ToString(), HumanText.Time(line.Time), line.Actor, line.Event, line.Outcome,
                line.Item?.ToString()[..length] ?? "-", line.Purpose ?? "");
            foreach (FailedCondition reason in line.Reasons)
            {
                table.AddNote($"{ConditionName.Of(reason.Code)}: {ConditionText.Of(reason)}");
            }
        }

        return table;
    }
}
