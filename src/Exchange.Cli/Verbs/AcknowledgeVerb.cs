using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Client;
using Exchange.Client.Errors;
using Exchange.Client.Governance;
using Exchange.Client.Retrieval;
using Exchange.Contract.Ids;
using Exchange.Reports.Cards;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange acknowledge ITEM</c>.</summary>
internal static class AcknowledgeVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> item = new("ITEM") { Description = "An item, by any unique beginning of its id." };
        Option<bool> yes = new("--yes") { Description = "Acknowledge without being asked." };
        Option<bool> json = SharedOptions.Json();
        Verb command = new(
            "acknowledge",
            "Read an item's terms, and sign that you acknowledge them.\n"
                + "Shows the terms and asks; elsewhere than on a terminal it needs --yes.",
            "exchange acknowledge k3vq",
            "exchange acknowledge k3vq --yes") { item, yes, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            using Participant self = await call.OpenAsync(cancellationToken);
            ItemId id = await new ItemNames(self).ResolveAsync(parsed.GetRequiredValue(item), cancellationToken);

            // 1. What is acknowledged is what was shown: the terms from the card, which are those that the policy names.
            TermsText terms = await new TermsReader(self).ReadAsync(id, cancellationToken);
            foreach (string line in terms.Lines)
            {
                await call.Error.WriteLineAsync($"  {line}");
            }

            // 2. Only on somebody's word.
            if (!parsed.GetValue(yes) && !(environment.Confirm ?? throw new ClientException(
                ExitCode.Usage,
                "Nobody can be asked.",
                "The terms were shown, and not acknowledged.",
                "Give --yes if you acknowledge them."))("Do you acknowledge these terms?"))
            {
                throw new ClientException(ExitCode.Failed, "The terms were not acknowledged.", "You did not say yes.", "");
            }

            ActResult result = await new ItemActions(self).AcknowledgeAsync(id, terms.Digest, cancellationToken);
            ActText.Print(call, result, "Acknowledged", parsed.GetValue(json));
            return 0;
        });
        return command;
    }
}
