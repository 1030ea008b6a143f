using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Exchange.Cli.Json;
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
        Command command = new("outbox", "List what was sealed and has no receipt yet; needs no server.\nSend one on with: exchange submit --resume ITEM\n\nExample: exchange outbox") { json };
        command.SetAction(parsed =>
        {
            Call call = new(parsed, environment);
            IReadOnlyList<SpooledItem> waiting = new Outbox(call.Agreement()).List();
            if (parsed.GetValue(json))
            {
                IReadOnlyList<OutboxJson> lines = [.. waiting.Select(item => new OutboxJson(item.Item.ToString(), item.Bytes, Timestamp.Format(Timestamp.Truncate(item.Sealed))))];
                call.Say(JsonSerializer.Serialize(lines, CliJson.Default.IReadOnlyListOutboxJson));
                return 0;
            }

            call.Say(waiting.Count == 0 ? "Nothing waits." : "item      sealed            bytes");
            foreach (SpooledItem item in waiting)
            {
                call.Say($"{item.Item.ToString()[..8]}  {item.Sealed.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}  {item.Bytes}");
            }

            return 0;
        });
        return command;
    }
}
