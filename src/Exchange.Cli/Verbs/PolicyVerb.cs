using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Client;
using Exchange.Client.Errors;
using Exchange.Client.Governance;
using Exchange.Client.Policies;
using Exchange.Client.Retrieval;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Reports;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange policy explain|who|change</c>.</summary>
internal static class PolicyVerb
{
    public static Command Create(CommandEnvironment environment) =>
        new Verb("policy", "Say who could open an item, or change that: 'policy explain'.\nThe others are 'policy who' and 'policy change'.", "exchange policy explain k3vq", "exchange policy who k3vq", "exchange policy change k3vq --expires 7d")
        {
            Explain(environment), Who(environment), Change(environment),
        };

    private static Argument<string> Item() => new("ITEM") { Description = "An item, by any unique beginning of its id." };

    private static Command Explain(CommandEnvironment environment)
    {
        Argument<string> item = Item();
        Option<string?> member = new("--as") { Description = "For whom, also one who was revoked; else for you.", HelpName = "MEMBER" };
        Option<string?> at = new("--at") { Description = "When: a time (2026-01-31T09:30:00Z), or from now (90m, 2h, 3d); else now. The past is answered from the record.", HelpName = "TIME" };
        Option<string?> purpose = new("--purpose") { Description = "For what; else for the first purpose that the policy permits.", HelpName = "CODE" };
        Option<bool> json = SharedOptions.Json();
        Verb command = new("explain", "Show every condition of an item's policy with its state, and what would change it.\nNothing is logged by it, and nothing opened.", "exchange policy explain k3vq", "exchange policy explain k3vq --purpose mitigation", "exchange policy explain k3vq --as institute/bob --at 2026-12-01T09:00:00Z") { item, member, at, purpose, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            using Participant self = await call.OpenAsync(cancellationToken);
            if (parsed.GetValue(purpose) is { } why)
            {
                Names.RequirePurpose(self.Agreement, why);
            }

            Member reader = parsed.GetValue(member) is { } name ? Names.MemberEver(self.Directory, name) : self.Self;
            DateTimeOffset? when = parsed.GetValue(at) is { } time ? PolicyFlags.Read(() => PolicyValues.Instant(time, environment.Time.GetUtcNow())) : null;
            ItemId id = await new ItemNames(self).ResolveAsync(parsed.GetRequiredValue(item), cancellationToken);
            PolicyExplanation explanation = await new PolicyInquiry(self).ExplainAsync(id, reader, when, parsed.GetValue(purpose), cancellationToken);
            ExplainText.Print(call, explanation, parsed.GetValue(json));
            return 0;
        });
        return command;
    }

    private static Command Who(CommandEnvironment environment)
    {
        Argument<string> item = Item();
        Option<bool> json = SharedOptions.Json();
        Verb command = new("who", "List everybody who could open an item, now and from each time ahead at which that changes.", "exchange policy who k3vq") { item, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            using Participant self = await call.OpenAsync(cancellationToken);
            ItemId id = await new ItemNames(self).ResolveAsync(parsed.GetRequiredValue(item), cancellationToken);
            PolicyWhoAnswer answer = await new PolicyInquiry(self).WhoAsync(id, cancellationToken);
            PolicyWhoText.Print(call, answer, self.NameOf, parsed.GetValue(json));
            return 0;
        });
        return command;
    }

    private static Command Change(CommandEnvironment environment)
    {
        Argument<string> item = Item();
        Option<bool> json = SharedOptions.Json();
        Option<bool> dryRun = new("--dry-run") { Description = "Say what would change; change nothing." };
        PolicyFlags flags = new();
        Verb command = new("change", "Put another policy in force for an item that you sent.\nWhat no option says stays as it is. Answers of approvers to the policy before count no more.", "exchange policy change k3vq --expires 7d", "exchange policy change k3vq --to institute/bob --to institute/frank --dry-run") { item, dryRun, json };
        flags.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            using Participant self = await call.OpenAsync(cancellationToken);
            ItemId id = await new ItemNames(self).ResolveAsync(parsed.GetRequiredValue(item), cancellationToken);

            // 1. From what is in force to what is asked for.
            ItemActions actions = new(self);
            SeenPolicy seen = await actions.OwnPolicyAsync(id, cancellationToken);
            AccessPolicy before = seen.Policy;
            AccessPolicy after = flags.Read(parsed, before, self.Self, self.Directory, environment.Time.GetUtcNow()).Policy;
            IReadOnlyList<PolicyField> fields = PolicyDifference.Between(before, after, self.NameOf);
            foreach (PolicyField field in fields)
            {
                await call.Error.WriteLineAsync(TerminalText.Safe($"{(field.Widens ? field.Narrows ? "other" : "wider" : field.Narrows ? "narrower" : "change")}: {field.Name}: {field.Text}", int.MaxValue));
            }

            if (before.Approvals.Count > 0 && fields.Count > 0)
            {
                await call.Error.WriteLineAsync("note: answers that approvers gave so far count no more; they are asked anew");
            }

            if (parsed.GetValue(dryRun))
            {
                return Tell(call, PolicyChangeRules.Problems(before, after, self.Agreement.PolicyTerms));
            }

            // 2. Signed, and in the log.
            ActResult result = await actions.ChangePolicyAsync(id, seen, after, cancellationToken);
            ActText.Print(call, result, "The policy is changed", parsed.GetValue(json));

            // 3. Whoever came into the audience by it has no key yet.
            IReadOnlyList<Member> lacking = await new Granter(self).LackingAsync(id, cancellationToken);
            if (lacking.Count > 0)
            {
                await call.Error.WriteLineAsync($"note: {WhoText.Names([.. lacking.Select(member => member.Name.ToString())])} have no key yet. Seal it to them with: exchange grant {id.ToString()[..8]}");
            }

            return 0;
        });
        return command;
    }

    private static int Tell(Call call, IReadOnlyList<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new ClientException(ExitCode.Usage, "The policy cannot become that.", string.Join(' ', problems), "");
        }

        call.Say("Nothing was changed.");
        return 0;
    }
}
