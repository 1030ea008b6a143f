using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Json;
using Exchange.Client;
using Exchange.Client.Retrieval;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange inbox</c> and <c>exchange sent</c>.</summary>
internal static class InboxVerb
{
    private static readonly TimeSpan WatchPause = TimeSpan.FromSeconds(15);

    public static Command CreateInbox(CommandEnvironment environment)
    {
        Option<bool> watch = new("--watch") { Description = "Go on, and print what comes or changes, until Ctrl-C." };
        return Create(
            environment,
            new Verb(
                "inbox",
                "List what others sent you, and what it waits for from you.\n"
                    + "With the card where it shows: looking at cards is no opening.",
                "exchange inbox",
                "exchange inbox --watch",
                "exchange inbox --json")
            {
                watch,
            },
            sent: false,
            watch,
            "Nothing has come yet. What others send you stands here; if you expect something, see 'exchange doctor'.");
    }

    public static Command CreateSent(CommandEnvironment environment) => Create(
        environment,
        new Verb("sent", "List what you handed in, and who opened it, when and for what.", "exchange sent"),
        sent: true,
        watch: null,
        "You have handed in nothing yet. Begin with: exchange submit FILE --to party/handle");

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

    // What comes is told by the server; what changes by itself, as time passes or others act, is seen by looking again.
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
