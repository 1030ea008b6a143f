using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Json;
using Exchange.Cli.Printing;
using Exchange.Client.Home;
using Exchange.Client.Retrieval;
using Exchange.Client.Sealing;
using Exchange.Client.Submission;
using Exchange.Contract.Json;
using Exchange.Formats.Safety;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange outbox</c>.</summary>
internal static class OutboxVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Option<bool> json = SharedOptions.Json();
        Verb command = new("outbox", "List what has no receipt yet or was fetched only in part.\n"
            + "Needs no server. Send on what was sealed with: exchange submit --resume ITEM", "exchange outbox") { json };
        command.SetAction(parsed =>
        {
            Call call = new(parsed, environment);
            AgreementHome home = call.Agreement();
            IReadOnlyList<SpooledItem> waiting = new Outbox(home).List();
            IReadOnlyList<BrokenDownload> broken = new DownloadNotes(home.DownloadsFolder).List();
            if (parsed.GetValue(json))
            {
                IReadOnlyList<OutboxJson> lines =
                [
                    .. waiting.Select(item =>
                        new OutboxJson(item.Item.ToString(), "out", item.Bytes, Timestamp.Format(Timestamp.Truncate(item.Sealed)), null)),
                    .. broken
                        .Select(item => new OutboxJson(
                            item.Item.ToString(), "in", item.BytesHeld, Timestamp.Format(Timestamp.Truncate(item.Since)), item.Folder)),
                ];
                call.SayJson(lines, CliJson.Default.IReadOnlyListOutboxJson);
                return 0;
            }

            Print(call, waiting, broken);
            return 0;
        });
        return command;
    }

    private static void Print(Call call, IReadOnlyList<SpooledItem> waiting, IReadOnlyList<BrokenDownload> broken)
    {
        if (waiting.Count == 0 && broken.Count == 0)
        {
            call.Say("Nothing waits: all that was handed in has its receipt, and no download has broken off.");
            return;
        }

        int length = ShortIds.LengthFor([.. waiting.Select(item => item.Item), .. broken.Select(item => item.Item)]);
        TextTable table = new("item", "what", "since", "here");
        foreach (SpooledItem item in waiting)
        {
            table.Add(item.Item.ToString()[..length], "to be handed in", HumanText.Time(item.Sealed), HumanText.Size(item.Bytes));
        }

        foreach (BrokenDownload item in broken)
        {
            table.Add(item.Item.ToString()[..length], "fetched in part", HumanText.Time(item.Since), HumanText.Size(item.BytesHeld));
        }

        call.Say(table);
        if (waiting.Count > 0)
        {
            call.Say("Send one on with: exchange submit --resume ITEM");
        }

        foreach (BrokenDownload item in broken)
        {
            call.Say($"Go on with: exchange pull {item.Item.ToString()[..length]} --purpose PURPOSE -o {TerminalText.Safe(item.Folder)}");
        }
    }
}
