using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Shell;
using Exchange.Client;
using Exchange.Client.Lists;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange inbox</c> and <c>exchange sent</c>.</summary>
internal static class InboxVerb
{
    private static readonly TimeSpan WatchPause = TimeSpan.FromSeconds(15);

    public static Command CreateInbox(CommandEnvironment environment)
    {
        Option<bool> watch = new("--watch") { Description = "Keep running and print new or changed items, until Ctrl-C." };
        return Create(
            environment,
            new Verb(
                "inbox",
                """
                List items sent to you, and what each needs from you.
                Shows the card where the policy permits it; looking at a card does not count as opening the item.
                """,
                "exchange inbox",
                "exchange inbox --watch",
                "exchange inbox --json")
            {
                watch,
            },
            sent: false,
            watch,
            "No items yet. Items sent to you appear here; if you expect one, run: exchange doctor");
    }

    public static Command CreateSent(CommandEnvironment environment) => Create(
        environment,
        new Verb("sent", "List what you submitted, and who opened it, when and why.", "exchange sent"),
        sent: true,
        watch: null,
        "You have not submitted anything yet. Start with: exchange submit FILE --to party/handle");

    private static Verb Create(CommandEnvironment environment, Verb command, bool sent, Option<bool>? watch, string nothing)
    {
        Option<bool> json = SharedOptions.Json();
        command.Options.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            using Participant self = await call.OpenAsync(cancellationToken);
            Inbox inbox = new(self);
            IReadOnlyList<InboxEntry> entries = await inbox.ListAsync(sent, cancellationToken);
            if (parsed.GetValue(json))
            {
                call.SayJson(InboxText.Lines(entries), CliJson.Default.IReadOnlyListInboxJson);
            }
            else if (entries.Count == 0)
            {
                call.Say(nothing);
            }
            else
            {
                call.Say(InboxText.Table(entries, sent));
            }

            return watch is not null && parsed.GetValue(watch)
                ? await WatchAsync(call, inbox, entries, parsed.GetValue(json), cancellationToken)
                : 0;
        });
        return command;
    }

    // The server announces new items. Changes that come with time or by what others do are found by looking again.
    private static async Task<int> WatchAsync(
        Call call,
        Inbox inbox,
        IReadOnlyList<InboxEntry> shown,
        bool json,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            using CancellationTokenSource waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task more = inbox.WaitForMoreAsync(waiting.Token);
            await Task.WhenAny(more, Task.Delay(WatchPause, call.Environment.Time, waiting.Token));
            cancellationToken.ThrowIfCancellationRequested();
            await waiting.CancelAsync();

            IReadOnlyList<InboxEntry> entries = await inbox.ListAsync(sent: false, cancellationToken);
            InboxEntry[] news = [.. entries.Where(entry => !shown.Any(before => InboxText.Same(before, entry)))];
            shown = entries;
            if (news.Length > 0 && json)
            {
                call.SayJson(InboxText.Lines(news), CliJson.Default.IReadOnlyListInboxJson);
            }
            else if (news.Length > 0)
            {
                call.Say(InboxText.Table(news, sent: false));
            }

            await call.Output.FlushAsync(cancellationToken);
        }
    }
}
