using System.CommandLine;
using System.Text.Json;
using Exchange.Cli.Help;
using Exchange.Cli.Json;
using Exchange.Cli.Printing;
using Exchange.Client;
using Exchange.Client.Retrieval;
using Exchange.Contract.Json;
using Exchange.Formats.Safety;
using Exchange.Reports.Cards;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange show ITEM</c>.</summary>
internal static class ShowVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> item = new("ITEM") { Description = "An item, by any unique beginning of its id." };
        Option<bool> json = SharedOptions.Json();
        Verb command = new("show", "Show an item: who signed it, its policy, its card.", "exchange show k3vq") { item, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            using Participant self = await call.OpenAsync(cancellationToken);
            ItemView view = await new Opener(self).ShowAsync(
                await new ItemNames(self).ResolveAsync(parsed.GetRequiredValue(item), cancellationToken),
                cancellationToken);
            bool senderActive = self.Directory.Find(view.Item.Sender.Id) is { Active: true };
            if (parsed.GetValue(json))
            {
                call.SayJson(Print(view, senderActive), CliJson.Default.ShowJson);
                return 0;
            }

            call.Say($"{view.Item.Id}, {view.Item.Terms.Kind}, from {view.Item.Sender.Name}, received {HumanText.Time(view.Received)}: "
                + $"{view.State}");
            call.Say($"statement {view.Item.Digest}, signed twice and verified");
            if (!senderActive)
            {
                call.Say("Note: the sender's membership has since been revoked.");
            }

            foreach (string note in view.Notes)
            {
                call.Say(TerminalText.Safe(note, int.MaxValue));
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

    private static ShowJson Print(ItemView view, bool senderActive) => new(
        view.Item.Id.ToString(),
        view.Item.Terms.Kind,
        view.Item.Sender.Name.ToString(),
        senderActive,
        Timestamp.Format(view.Received),
        view.State,
        view.Item.Digest.ToString(),
        view.PolicyLines,
        view.Card?.Title,
        view.Card is { } card ? JsonElement.Parse(CardJson.Encode(card)) : (JsonElement?)null);
}
