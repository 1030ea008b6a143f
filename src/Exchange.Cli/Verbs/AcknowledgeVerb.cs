using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Shell;
using Exchange.Client;
using Exchange.Client.Errors;
using Exchange.Client.Governance;
using Exchange.Client.Items;
using Exchange.Contract.Ids;
using Exchange.Reports.Cards;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange acknowledge ITEM</c>.</summary>
internal static class AcknowledgeVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> item = new("ITEM") { Description = "The item's id, or any unique beginning of it." };
        Option<bool> yes = new("--yes") { Description = "Acknowledge without asking." };
        Option<bool> json = SharedOptions.Json();
        Verb command = new(
            "acknowledge",
            """
            Read an item's terms and sign that you acknowledge them.
            Shows the terms, then asks. Without a terminal, --yes is required.
            """,
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

            // 2. Only with a person's consent.
            if (!parsed.GetValue(yes) && !(environment.Confirm ?? throw new ClientException(
                ExitCode.Usage,
                "The terms were not acknowledged.",
                "There is no terminal to ask on.",
                "To acknowledge them, give --yes."))("Do you acknowledge these terms?"))
            {
                throw new ClientException(ExitCode.Failed, "The terms were not acknowledged.", "You did not answer yes.", "");
            }

            ActResult result = await new ItemActions(self).AcknowledgeAsync(id, terms.Digest, cancellationToken);
            ActText.Print(call, result, "Acknowledged", parsed.GetValue(json));
            return 0;
        });
        return command;
    }
}
