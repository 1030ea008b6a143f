using System.CommandLine;
using System.Text.Json;
using Exchange.Cli.Json;
using Exchange.Client;
using Exchange.Client.Retrieval;
using Exchange.Contract.Ids;
using Exchange.Reports;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange pull ITEM --purpose P</c>.</summary>
internal static class PullVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> item = new("ITEM") { Description = "An item, by any unique beginning of its id." };
        Option<string> purpose = new("--purpose") { Description = "What for: a purpose of the agreement. It is logged.", Required = true, HelpName = "CODE" };
        Option<string> output = new("--output", "-o") { Description = "The folder for the files.", DefaultValueFactory = _ => ".", HelpName = "DIR" };
        Option<bool> json = SharedOptions.Json();
        Command command = new("pull", "Open an item: fetch, verify, ask for the key, decrypt.\nThe key is asked for last, so a broken download costs no opening.\n\nExample: exchange pull k3vq --purpose research -o findings") { item, purpose, output, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            using Participant self = await call.OpenAsync(cancellationToken);
            ItemId id = await new ItemNames(self).ResolveAsync(parsed.GetRequiredValue(item), cancellationToken);
            using TransferBar bar = new(call, "fetching");
            OpenedItem opened = await new Opener(self).PullAsync(id, parsed.GetRequiredValue(purpose), parsed.GetRequiredValue(output), bar.Progress, cancellationToken);
            if (parsed.GetValue(json))
            {
                PullJson printed = new(id.ToString(), [.. opened.Files.Select(file => file.Path)], new ReceiptJson("audit", opened.Receipt.Index.Value, opened.ReceiptFile));
                call.Say(JsonSerializer.Serialize(printed, CliJson.Default.PullJson));
                return 0;
            }

            foreach (OpenedFile file in opened.Files)
            {
                call.Say($"{TerminalText.Safe(file.Path)} ({file.Bytes} bytes)");
            }

            call.Say($"Opened for {parsed.GetRequiredValue(purpose)}: entry {opened.Receipt.Index} of the audit log, receipt in {TerminalText.Safe(opened.ReceiptFile)}");
            return 0;
        });
        return command;
    }
}
