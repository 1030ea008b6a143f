using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Client;
using Exchange.Client.Governance;
using Exchange.Client.Retrieval;
using Exchange.Contract.Ids;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange withdraw ITEM</c>.</summary>
internal static class WithdrawVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> item = new("ITEM") { Description = "An item that you sent, by any unique beginning of its id." };
        Option<bool> yes = new("--yes") { Description = "Withdraw without being asked." };
        Option<bool> json = SharedOptions.Json();
        Verb command = new(
            "withdraw",
            "End all releases of an item that you sent.\n"
                + "Who has opened it has it; the record stays. It cannot be undone, so on a terminal it asks.",
            "exchange withdraw k3vq") { item, yes, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            using Participant self = await call.OpenAsync(cancellationToken);
            ItemId id = await new ItemNames(self).ResolveAsync(parsed.GetRequiredValue(item), cancellationToken);
            call.RequireYes(yes, $"Withdraw {id} for good?", "Nothing was withdrawn.");
            ActResult result = await new ItemActions(self).WithdrawAsync(id, cancellationToken);
            ActText.Print(call, result, "Withdrawn", parsed.GetValue(json));
            return 0;
        });
        return command;
    }
}
