using System.CommandLine;
using System.Text.Json;
using Exchange.Cli.Help;
using Exchange.Cli.Printing;
using Exchange.Cli.Shell;
using Exchange.Client;
using Exchange.Client.Items;
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
        Argument<string> item = new("ITEM") { Description = "The item's id, or any unique beginning of it." };
        Option<bool> json = SharedOptions.Json();
        Verb command = new("show", "Show an item's sender, policy and card.", "exchange show k3vq") { item, json };
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

            call.Say(
                $"{view.Item.Id}, {view.Item.Predicate.Kind}, from {view.Item.Sender.Name}, received {HumanText.Time(view.Received)}: "
                    + $"{view.State}");
            call.Say($"statement {view.Item.Digest}, both signatures verified");
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

            foreach (string line in view.Card is null ? ["The policy does not show the card yet."] : CardText.Lines(view.Card))
            {
                call.Say(line);
            }

            return 0;
        });
        return command;
    }

    private static ShowJson Print(ItemView view, bool senderActive) => new()
    {
        Item = view.Item.Id.ToString(),
        Kind = view.Item.Predicate.Kind,
        Sender = view.Item.Sender.Name.ToString(),
        SenderActive = senderActive,
        Received = Timestamp.Format(view.Received),
        State = view.State,
        Statement = view.Item.Digest.ToString(),
        Policy = view.PolicyLines,
        Title = view.Card?.Title,
        Card = view.Card is { } card ? JsonElement.Parse(CardJson.Encode(card)) : null,
    };
}

/// <summary>What <c>show --json</c> prints; title and card are null while the policy does not show the card.</summary>
internal sealed record ShowJson
{
    public required string Item { get; init; }

    public required string Kind { get; init; }

    public required string Sender { get; init; }

    public required bool SenderActive { get; init; }

    public required string Received { get; init; }

    public required string State { get; init; }

    public required string Statement { get; init; }

    public required IReadOnlyList<string> Policy { get; init; }

    public required string? Title { get; init; }

    public required JsonElement? Card { get; init; }
}
