using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Printing;
using Exchange.Cli.Shell;
using Exchange.Client;
using Exchange.Client.Errors;
using Exchange.Client.Items;
using Exchange.Client.Retrieval;
using Exchange.Contract.Agreements;
using Exchange.Contract.Ids;
using Exchange.Formats.Safety;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange pull ITEM --purpose P</c>.</summary>
internal static class PullVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> item = new("ITEM") { Description = "The item's id, or any unique beginning of it." };
        Option<string> purpose = new("--purpose")
        {
            Description = "Why you open it: a purpose of the agreement, such as research; recorded in the log.",
            Required = true,
            HelpName = "CODE",
        };
        Option<string> output = new("--output", "-o")
        {
            Description = "The output folder; created if missing. Existing files are never overwritten.",
            DefaultValueFactory = _ => ".",
            HelpName = "DIR",
        };
        Option<bool> json = SharedOptions.Json();
        Verb command = new(
            "pull",
            """
            Open an item: fetch it, verify it, get its key, decrypt it.
            The key is requested last, so an interrupted download does not use up an opening.
            """,
            "exchange pull k3vq --purpose research -o findings") { item, purpose, output, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            string why = parsed.GetRequiredValue(purpose);
            string folder = parsed.GetRequiredValue(output);
            Agreement agreement = call.AgreementInForce();
            Names.RequirePurpose(agreement, why);
            RequireFolder(folder);
            using Participant self = await call.OpenAsync(cancellationToken);
            ItemId id = await new ItemNames(self).ResolveAsync(parsed.GetRequiredValue(item), cancellationToken);
            using TransferBar bar = call.Progress();
            OpenedItem opened = await new Opener(self).PullAsync(id, why, folder, bar.Progress, cancellationToken);
            bar.Clear();
            if (parsed.GetValue(json))
            {
                PullJson printed = new(
                    id.ToString(),
                    [.. opened.Files.Select(file => file.Path)],
                    new ReceiptJson("audit", opened.Receipt.Index.Value, opened.ReceiptFile));
                call.SayJson(printed, CliJson.Default.PullJson);
                return 0;
            }

            foreach (OpenedFile file in opened.Files)
            {
                call.Say($"{TerminalText.Safe(file.Path)} ({HumanText.Size(file.Bytes)})");
            }

            call.Say(
                $"Opened for {why}: entry {opened.Receipt.Index} of the audit log, receipt in {TerminalText.Safe(opened.ReceiptFile)}");
            return 0;
        });
        return command;
    }

    private static void RequireFolder(string folder)
    {
        if (File.Exists(folder))
        {
            throw new ClientException(
                ExitCode.Usage,
                $"{TerminalText.Safe(folder)} is a file.",
                "--output must name a folder.",
                "Name a folder; it is created if missing.");
        }
    }
}

/// <summary>What <c>pull --json</c> prints.</summary>
internal sealed record PullJson(string Item, IReadOnlyList<string> Files, ReceiptJson Receipt);
