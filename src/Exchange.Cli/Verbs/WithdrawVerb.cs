using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Client;
using Exchange.Client.Governance;
using Exchange.Client.Retrieval;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange withdraw ITEM</c>.</summary>
internal static class WithdrawVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> item = new("ITEM") { Description = "An item that you sent, by any unique beginning of its id." };
        Option<bool> json = SharedOptions.Json();
        Verb command = new("withdraw", "End all releases of an item that you sent.\nWho has opened it has it; the record stays. It cannot be undone.", "exchange withdraw k3vq") { item, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            using Participant self = await call.OpenAsync(cancellationToken);
            ActResult result = await new ItemActions(self).WithdrawAsync(await new ItemNames(self).ResolveAsync(parsed.GetRequiredValue(item), cancellationToken), cancellationToken);
            ActText.Print(call, result, "Withdrawn", parsed.GetValue(json));
            return 0;
        });
        return command;
    }
}
