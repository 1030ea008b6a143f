using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Shell;
using Exchange.Client;
using Exchange.Client.Errors;
using Exchange.Client.Governance;
using Exchange.Client.Items;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange grant ITEM --to MEMBER</c>.</summary>
internal static class GrantVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> item = new("ITEM") { Description = "The item's id, or any unique beginning of it." };
        Option<string[]> to = new("--to")
        {
            Description = "A member to seal the keys to; may be repeated. Default: everyone in the audience who lacks them.",
            HelpName = "MEMBER",
        };
        Option<string?> purpose = new("--purpose")
        {
            Description = "Required unless you sent the item: granting opens it, and the opening is logged.",
            HelpName = "CODE",
        };
        Option<bool> json = SharedOptions.Json();
        Verb command = new(
            "grant",
            """
            Seal an item's keys to members who lack them.
            For members who joined later, changed device, or may get it by onward sharing. The policy still decides each release.
            """,
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
                    "Everyone in the audience has the item's keys on all their current devices.",
                    "To grant it to someone else, name them: --to party/handle");
            }

            (ActResult result, IReadOnlyList<KeyRecipient> recipients) =
                await granter.GrantAsync(id, members, parsed.GetValue(purpose), cancellationToken);
            Print(call, result, recipients, parsed.GetValue(json));
            return 0;
        });
        return command;
    }

    // A member who only approves was not given the contents, and the output must not suggest it.
    private static void Print(Call call, ActResult result, IReadOnlyList<KeyRecipient> recipients, bool json)
    {
        string[] both = [.. recipients.Where(recipient => recipient.OpensContents).Select(recipient => recipient.Member.Name.ToString())];
        string[] card = [.. recipients.Where(recipient => !recipient.OpensContents).Select(recipient => recipient.Member.Name.ToString())];
        if (json)
        {
            call.SayJson(
                new GrantJson(
                    result.Item.ToString(),
                    result.Receipt.Said?.Code ?? "",
                    both,
                    card,
                    new ReceiptJson("audit", result.Receipt.Index.Value, result.ReceiptFile)),
                CliJson.Default.GrantJson);
            return;
        }

        string granted = (both, card) switch
        {
            (_, []) => $"Granted {WhoText.Names(both)} the item",
            ([], _) => $"Granted {WhoText.Names(card)} the card only, for approval",
            _ => $"Granted {WhoText.Names(both)} the item, and {WhoText.Names(card)} the card only, for approval",
        };
        ActText.Print(call, result, granted, json: false);
    }
}

/// <summary>What <c>grant</c> prints: who got both keys, and who got only the card's.</summary>
internal sealed record GrantJson(
    string Item,
    string Event,
    IReadOnlyList<string> Granted,
    IReadOnlyList<string> GrantedCard,
    ReceiptJson Receipt);
