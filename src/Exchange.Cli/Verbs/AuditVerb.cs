using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Printing;
using Exchange.Cli.Shell;
using Exchange.Client;
using Exchange.Client.Audit;
using Exchange.Client.Items;
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
        "audit", "Read or verify the audit log.\nUse 'audit log' or 'audit verify'.", "exchange audit log", "exchange audit verify --full")
    {
        Log(environment), Verify(environment),
    };

    private static Command Log(CommandEnvironment environment)
    {
        Argument<string?> item = new("ITEM")
        {
            Description = "Show this item only: its id, or any unique beginning of it.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> json = SharedOptions.Json();
        Verb command = new(
            "log",
            """
            Show the events that you may see, with the real reasons for denials.
            With ITEM, tells that item's whole story in sentences.
            """,
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
                call.SayJson([.. lines.Select(Print)], CliJson.Default.IReadOnlyListAuditJson);
                return 0;
            }

            if (lines.Count == 0)
            {
                call.Say("There are no events that you may see yet. You see your own actions, events about items that you sent and, "
                    + "as compliance, events that concern your party.");
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
            Description = "Also check each item's chain, fetch and hash each sealed part, and repeat each decision.",
        };
        Option<bool> json = SharedOptions.Json();
        Verb command = new(
            "verify",
            "Recompute the log and compare it with what the server signed.\nExits 4 if anything differs.",
            "exchange audit verify --full")
        {
            full, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            using Participant self = await call.OpenAsync(cancellationToken);
            using TransferBar bar = call.Progress();
            AuditReport report = await new AuditVerifier(self).VerifyAsync(parsed.GetValue(full), bar.Audit, cancellationToken);
            bar.Clear();
            if (parsed.GetValue(json))
            {
                call.SayJson(report, CliJson.Default.AuditReport);
                return 0;
            }

            call.Say($"Log verified: {HumanText.Count(report.Entries, "entry matches", "entries match")} the signed tree; "
                + $"{HumanText.Count(report.Events, "event")} visible to you matched their entries; "
                + $"{HumanText.Count(report.DirectoryEntries, "directory statement")} replayed.");
            if (report.Full)
            {
                call.Say($"Also verified: {HumanText.Count(report.Items, "item")} with {HumanText.Count(report.Parts, "sealed part")} "
                    + $"({HumanText.Size(report.PartBytes)}), {HumanText.Count(report.Chains, "complete chain")}, "
                    + $"{HumanText.Count(report.Decisions, "decision")} repeated with the same result.");
            }

            call.Say("No witness vouches for this log. To rule out two histories, compare your checkpoint with the other party's.");
            return 0;
        });
        return command;
    }

    private static AuditJson Print(AuditLine line) => new()
    {
        Index = line.Index.Value,
        Time = Timestamp.Format(line.Time),
        Event = line.Event,
        Outcome = line.Outcome,
        Actor = line.Actor,
        Item = line.Item?.ToString(),
        Key = line.Key is { } key ? SealedKeyNames.Format(key) : null,
        Purpose = line.Purpose,
        Reasons = [.. line.Reasons.Select(reason => new AuditReasonJson(ConditionName.Of(reason.Code), ConditionText.Of(reason)))],
        Story = line.Story,
    };

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

/// <summary>One line of <c>audit log --json</c>; story is the event as a sentence, and null without ITEM.</summary>
internal sealed record AuditJson
{
    public required long Index { get; init; }

    public required string Time { get; init; }

    public required string Event { get; init; }

    public required string Outcome { get; init; }

    public required string Actor { get; init; }

    public required string? Item { get; init; }

    public required string? Key { get; init; }

    public required string? Purpose { get; init; }

    public required IReadOnlyList<AuditReasonJson> Reasons { get; init; }

    public required string? Story { get; init; }
}

/// <summary>A failed condition, by its stable code and in words.</summary>
internal sealed record AuditReasonJson(string Code, string Text);
