using System.CommandLine;
using System.Text.Json;
using Exchange.Cli.Json;
using Exchange.Client;
using Exchange.Client.Retrieval;
using Exchange.Contract.Json;
using Exchange.Reports;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange show ITEM</c>.</summary>
internal static class ShowVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> item = new("ITEM") { Description = "An item, by any unique beginning of its id." };
        Option<bool> json = SharedOptions.Json();
        Command command = new("show", "Show an item: who signed it, its policy, its card.\n\nExample: exchange show k3vq") { item, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            using Participant self = await call.OpenAsync(cancellationToken);
            ItemView view = await new Opener(self).ShowAsync(await new ItemNames(self).ResolveAsync(parsed.GetRequiredValue(item), cancellationToken), cancellationToken);
            if (parsed.GetValue(json))
            {
                ShowJson printed = new(
                    view.Item.Id.ToString(), view.Item.Terms.Kind, view.Item.Sender.Name.ToString(), Timestamp.Format(view.Received), view.State, view.Item.Digest.ToString(), view.PolicyLines, view.Card?.Title);
                call.Say(JsonSerializer.Serialize(printed, CliJson.Default.ShowJson));
                return 0;
            }

            call.Say($"{view.Item.Id}, {view.Item.Terms.Kind}, from {view.Item.Sender.Name}, received {Timestamp.Format(view.Received)}: {view.State}");
            call.Say($"statement {view.Item.Digest}, signed twice and verified");
            if (self.Directory.Find(view.Item.Sender.Id) is not { Active: true })
            {
                call.Say("Note: the sender's membership has since been revoked.");
            }

            foreach (string line in view.PolicyLines)
            {
                call.Say($"  {TerminalText.Safe(line)}");
            }

            foreach (string line in view.Card is null ? ["The card does not show yet."] : CardText.Lines(view.Card))
            {
                call.Say(line);
            }

            return 0;
        });
        return command;
    }
}
