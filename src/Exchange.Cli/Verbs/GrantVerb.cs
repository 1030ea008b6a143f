using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Json;
using Exchange.Client;
using Exchange.Client.Errors;
using Exchange.Client.Governance;
using Exchange.Client.Retrieval;
using Exchange.Client.Sealing;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange grant ITEM --to MEMBER</c>.</summary>
internal static class GrantVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> item = new("ITEM") { Description = "An item, by any unique beginning of its id." };
        Option<string[]> to = new("--to")
        {
            Description = "A member to seal the keys to; may be repeated. Without it: everybody in the audience who lacks them.",
            HelpName = "MEMBER",
        };
        Option<string?> purpose = new("--purpose")
        {
            Description = "For whoever did not send it: granting opens it, which stands in the log.",
            HelpName = "CODE",
        };
        Option<bool> json = SharedOptions.Json();
        Verb command = new(
            "grant",
            "Seal an item's keys to those who came later or lost a device.\n"
                + "Also to those with whom the policy lets it be shared; what they may do with it, it says at each release.",
            "exchange grant k3vq",
            "exchange grant k3vq --to institute/frank") { item, to, purpose, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            using Participant self = await call.OpenAsync(cancellationToken);
            if (parsed.GetValue(purpose) is { } why)
            {
                Names.RequirePurpose(self.Agreement, why);
            }

            ItemId id = await new ItemNames(self).ResolveAsync(parsed.GetRequiredValue(item), cancellationToken);
            Granter granter = new(self);
            IReadOnlyList<Member> members = parsed.GetValue(to) is { Length: > 0 } names
                ? [.. names.Select(name => Names.Member(self.Directory, name)).Distinct()]
                : await granter.LackingAsync(id, cancellationToken);
            if (members.Count == 0)
            {
                throw new ClientException(
                    ExitCode.Failed,
                    "Nobody lacks a key.",
                    "Everybody in the audience has the item's keys on the devices that they have now.",
                    "Name somebody else: --to party/handle");
            }

            (ActResult result, IReadOnlyList<KeyRecipient> recipients) =
                await granter.GrantAsync(id, members, parsed.GetValue(purpose), cancellationToken);
            Print(call, result, recipients, parsed.GetValue(json));
            return 0;
        });
        return command;
    }

    // Whoever is only to approve has not been given the contents, and should not be thought to have been.
    private static void Print(Call call, ActResult result, IReadOnlyList<KeyRecipient> recipients, bool json)
    {
        string[] both = [.. recipients.Where(recipient => recipient.OpensContents).Select(recipient => recipient.Member.Name.ToString())];
        string[] card = [.. recipients.Where(recipient => !recipient.OpensContents).Select(recipient => recipient.Member.Name.ToString())];
        if (json)
        {
            call.SayJson(
                new GrantJson(
                    result.Item.ToString(),
                    result.Receipt.Event?.Event ?? "",
                    both,
                    card,
                    new ReceiptJson("audit", result.Receipt.Index.Value, result.ReceiptFile)),
                CliJson.Default.GrantJson);
            return;
        }

        string granted = (both, card) switch
        {
            (_, []) => $"Granted to {WhoText.Names(both)}",
            ([], _) => $"Granted the card alone to {WhoText.Names(card)}, to approve by",
            _ => $"Granted to {WhoText.Names(both)}, and the card alone to {WhoText.Names(card)}, to approve by",
        };
        ActText.Print(call, result, granted, json: false);
    }
}
