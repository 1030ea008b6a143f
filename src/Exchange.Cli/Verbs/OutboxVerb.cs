using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Json;
using Exchange.Cli.Printing;
using Exchange.Client.Sealing;
using Exchange.Client.Submission;
using Exchange.Contract.Json;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange outbox</c>.</summary>
internal static class OutboxVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Option<bool> json = SharedOptions.Json();
        Verb command = new("outbox", "List what was sealed and has no receipt yet; needs no server.\nSend one on with: exchange submit --resume ITEM", "exchange outbox") { json };
        command.SetAction(parsed =>
        {
            Call call = new(parsed, environment);
            IReadOnlyList<SpooledItem> waiting = new Outbox(call.Agreement()).List();
            if (parsed.GetValue(json))
            {
                IReadOnlyList<OutboxJson> lines = [.. waiting.Select(item => new OutboxJson(item.Item.ToString(), item.Bytes, Timestamp.Format(Timestamp.Truncate(item.Sealed))))];
                call.SayJson(lines, CliJson.Default.IReadOnlyListOutboxJson);
                return 0;
            }

            if (waiting.Count == 0)
            {
                call.Say("Nothing waits: all that was handed in has its receipt.");
                return 0;
            }

            int length = ShortIds.LengthFor(waiting.Select(item => item.Item));
            TextTable table = new("item", "sealed", "size");
            foreach (SpooledItem item in waiting)
            {
                table.Add(item.Item.ToString()[..length], HumanText.Time(item.Sealed), HumanText.Size(item.Bytes));
            }

            call.Say(table);
            call.Say("Send one on with: exchange submit --resume ITEM");
            return 0;
        });
        return command;
    }
}
