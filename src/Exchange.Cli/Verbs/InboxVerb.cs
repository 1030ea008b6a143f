using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Json;
using Exchange.Cli.Printing;
using Exchange.Client;
using Exchange.Client.Retrieval;
using Exchange.Contract.Json;
using Exchange.Reports;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange inbox</c> and <c>exchange sent</c>.</summary>
internal static class InboxVerb
{
    public static Command CreateInbox(CommandEnvironment environment) => Create(
        environment,
        new Verb("inbox", "List what others sent you, with the card where it shows.\nLooking at cards is no opening.", "exchange inbox", "exchange inbox --json"),
        sent: false,
        "Nothing has come yet. What others send you stands here; if you expect something, see 'exchange doctor'.");

    public static Command CreateSent(CommandEnvironment environment) => Create(
        environment,
        new Verb("sent", "List what you handed in.", "exchange sent"),
        sent: true,
        "You have handed in nothing yet. Begin with: exchange submit FILE --to party/handle");

    private static Verb Create(CommandEnvironment environment, Verb command, bool sent, string nothing)
    {
        Option<bool> json = SharedOptions.Json();
        command.Options.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            using Participant self = await call.OpenAsync(cancellationToken);
            IReadOnlyList<InboxEntry> entries = await new Inbox(self).ListAsync(sent, cancellationToken);
            if (parsed.GetValue(json))
            {
                call.SayJson(Lines(entries), CliJson.Default.IReadOnlyListInboxJson);
            }
            else if (entries.Count == 0)
            {
                call.Say(nothing);
            }
            else
            {
                call.Say(Table(entries, sent));
            }

            return 0;
        });
        return command;
    }

    private static IReadOnlyList<InboxJson> Lines(IReadOnlyList<InboxEntry> entries) =>
        [.. entries.Select(entry => new InboxJson(entry.Item.ToString(), entry.Kind, entry.Sender.ToString(), Timestamp.Format(entry.Received), entry.Title, entry.State))];

    private static TextTable Table(IReadOnlyList<InboxEntry> entries, bool sent)
    {
        int length = ShortIds.LengthFor(entries.Select(entry => entry.Item));
        TextTable table = new("item", "received", sent ? "kind" : "from", "state", "title");
        foreach (InboxEntry entry in entries)
        {
            table.Add(entry.Item.ToString()[..length], HumanText.Time(entry.Received), sent ? entry.Kind : entry.Sender.ToString(), entry.State, entry.Title ?? "(not shown yet)");
            foreach (string score in entry.Card?.Evaluation is { } evaluation ? Scores(evaluation) : [])
            {
                table.AddNote(score);
            }
        }

        return table;
    }

    private static IEnumerable<string> Scores(Evaluation evaluation) => evaluation.Scores.Take(4).Select(score =>
        $"{score.Name}: {string.Join(", ", score.Metrics.Take(6).Select(metric => $"{metric.Name} {metric.Value}"))}");
}
