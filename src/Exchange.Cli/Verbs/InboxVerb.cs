using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Exchange.Cli.Json;
using Exchange.Client;
using Exchange.Client.Retrieval;
using Exchange.Contract.Json;
using Exchange.Reports;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange inbox</c> and <c>exchange sent</c>.</summary>
internal static class InboxVerb
{
    public static Command CreateInbox(CommandEnvironment environment) =>
        Create(environment, "inbox", "List what you may see, with its card where it shows.\n\nExample: exchange inbox", sent: false);

    public static Command CreateSent(CommandEnvironment environment) =>
        Create(environment, "sent", "List what you handed in.\n\nExample: exchange sent", sent: true);

    private static Command Create(CommandEnvironment environment, string name, string description, bool sent)
    {
        Option<bool> json = SharedOptions.Json();
        Command command = new(name, description) { json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            using Participant self = await call.OpenAsync(cancellationToken);
            IReadOnlyList<InboxEntry> entries = await new Inbox(self).ListAsync(sent, cancellationToken);
            if (parsed.GetValue(json))
            {
                IReadOnlyList<InboxJson> lines = [.. entries.Select(entry => new InboxJson(
                    entry.Item.ToString(), entry.Kind, entry.Sender.ToString(), Timestamp.Format(entry.Received), entry.Title, entry.State))];
                call.Say(JsonSerializer.Serialize(lines, CliJson.Default.IReadOnlyListInboxJson));
                return 0;
            }

            call.Say(entries.Count == 0 ? "Nothing here yet." : "item      received          from                  state                title");
            foreach (InboxEntry entry in entries)
            {
                string received = entry.Received.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
                call.Say($"{entry.Item.ToString()[..8]}  {received}  {entry.Sender,-20}  {entry.State,-19}  {(entry.Title is { } title ? TerminalText.Safe(title, 80) : "(not shown yet)")}");
                foreach (string score in entry.Card?.Evaluation is { } evaluation ? Scores(evaluation) : [])
                {
                    call.Say($"          {TerminalText.Safe(score)}");
                }
            }

            return 0;
        });
        return command;
    }

    private static IEnumerable<string> Scores(Evaluation evaluation) => evaluation.Scores.Take(4).Select(score =>
        $"{score.Name}: {string.Join(", ", score.Metrics.Take(6).Select(metric => $"{metric.Name} {metric.Value}"))}");
}
