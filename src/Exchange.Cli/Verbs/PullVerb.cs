using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Json;
using Exchange.Cli.Printing;
using Exchange.Client;
using Exchange.Client.Errors;
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
        Argument<string> item = new("ITEM") { Description = "An item, by any unique beginning of its id." };
        Option<string> purpose = new("--purpose")
        {
            Description = "What for: a purpose of the agreement, such as research. It stands in the log.",
            Required = true,
            HelpName = "CODE",
        };
        Option<string> output = new("--output", "-o")
        {
            Description = "The folder for the files; made where there is none. No file that is there is written over.",
            DefaultValueFactory = _ => ".",
            HelpName = "DIR",
        };
        Option<bool> json = SharedOptions.Json();
        Verb command = new(
            "pull",
            "Open an item: fetch, verify, ask for the key, decrypt.\nThe key is asked for last, so a broken download costs no opening.",
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
            using TransferBar bar = new(call);
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
                "--output names the folder for the files.",
                "Name a folder; it is made where there is none.");
        }
    }
}
