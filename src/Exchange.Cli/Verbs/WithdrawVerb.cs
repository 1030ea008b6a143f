using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Shell;
using Exchange.Client;
using Exchange.Client.Governance;
using Exchange.Client.Items;
using Exchange.Contract.Ids;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange withdraw ITEM</c>.</summary>
internal static class WithdrawVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> item = new("ITEM") { Description = "The id of an item that you sent, or any unique beginning of it." };
        Option<bool> yes = new("--yes") { Description = "Withdraw without asking." };
        Option<bool> json = SharedOptions.Json();
        Verb command = new(
            "withdraw",
            """
            Stop all further releases of an item that you sent.
            Anyone who has opened it keeps it; the record stays. It cannot be undone, so on a terminal you are asked first.
            """,
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
