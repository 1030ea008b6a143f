using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Client;
using Exchange.Client.Errors;
using Exchange.Client.Governance;
using Exchange.Client.Retrieval;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange grant ITEM --to MEMBER</c>.</summary>
internal static class GrantVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> item = new("ITEM") { Description = "An item, by any unique beginning of its id." };
        Option<string[]> to = new("--to") { Description = "A member to seal the keys to; may be repeated. Without it: everybody in the audience who lacks them.", HelpName = "MEMBER" };
        Option<string?> purpose = new("--purpose") { Description = "For whoever did not send it: granting opens it, which stands in the log.", HelpName = "CODE" };
        Option<bool> json = SharedOptions.Json();
        Verb command = new("grant", "Seal an item's keys to those who came later or lost a device.\nAlso to those with whom the policy lets it be shared; what they may do with it, it says at each release.", "exchange grant k3vq", "exchange grant k3vq --to institute/frank") { item, to, purpose, json };
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
                throw new ClientException(ExitCode.Failed, "Nobody lacks a key.", "Everybody in the audience has the item's keys on the devices that they have now.", "Name somebody else: --to party/handle");
            }

            ActResult result = await granter.GrantAsync(id, members, parsed.GetValue(purpose), cancellationToken);
            ActText.Print(call, result, $"Granted to {WhoText.Names([.. members.Select(member => member.Name.ToString())])}", parsed.GetValue(json));
            return 0;
        });
        return command;
    }
}
