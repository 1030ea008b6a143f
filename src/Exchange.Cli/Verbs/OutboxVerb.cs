using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Printing;
using Exchange.Cli.Shell;
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
        Verb command = new(
            "outbox",
            """
            List unfinished submissions and downloads.
            Works offline. Resume a submission with: exchange submit --resume ITEM
            """,
            "exchange outbox") { json };
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
            call.Say("Nothing is unfinished: every submission has its receipt, and no download was interrupted.");
            return;
        }

        int length = ShortIds.LengthFor([.. waiting.Select(item => item.Item), .. broken.Select(item => item.Item)]);
        TextTable table = new("item", "what", "since", "stored here");
        foreach (SpooledItem item in waiting)
        {
            table.Add(item.Item.ToString()[..length], "not submitted yet", HumanText.Time(item.Sealed), HumanText.Size(item.Bytes));
        }

        foreach (BrokenDownload item in broken)
        {
            table.Add(item.Item.ToString()[..length], "partly downloaded", HumanText.Time(item.Since), HumanText.Size(item.BytesHeld));
        }

        call.Say(table);
        if (waiting.Count > 0)
        {
            call.Say("Resume a submission with: exchange submit --resume ITEM");
        }

        foreach (BrokenDownload item in broken)
        {
            call.Say($"Resume the download with: exchange pull {item.Item.ToString()[..length]} --purpose PURPOSE -o "
                + $"{TerminalText.Safe(item.Folder)}");
        }
    }
}

/// <summary>One line of <c>outbox --json</c>.</summary>
/// <param name="Direction">"out" for an item that is not submitted yet, "in" for one that is partly downloaded.</param>
/// <param name="Bytes">Bytes of ciphertext stored on this machine.</param>
/// <param name="Since">When it was sealed, or when the last download attempt began.</param>
/// <param name="Folder">The folder of the partial download; null for an item that is not submitted yet.</param>
internal sealed record OutboxJson(string Item, string Direction, long Bytes, string Since, string? Folder);
