using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Json;
using Exchange.Client;
using Exchange.Client.Errors;
using Exchange.Client.Governance;
using Exchange.Client.Retrieval;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Rules;
using Exchange.Formats.Safety;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange policy change ITEM</c>.</summary>
internal sealed class PolicyChangeVerb
{
    private readonly Argument<string> item = new("ITEM") { Description = "An item that you sent, by any unique beginning of its id." };
    private readonly Option<bool> json = SharedOptions.Json();
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Say what would change; change nothing." };
    private readonly Option<bool> yes = new("--yes") { Description = "Change it without being asked about warnings." };
    private readonly PolicyFlags flags = new();

    private PolicyChangeVerb()
    {
    }

    public static Command Create(CommandEnvironment environment)
    {
        PolicyChangeVerb verb = new();
        Verb command = new(
            "change",
            "Put another policy in force for an item that you sent.\n"
                + "What no option says stays as it is; --to names the whole audience anew. "
                + "Answers of approvers to the policy before count no more.",
            "exchange policy change k3vq --expires 7d",
            "exchange policy change k3vq --to institute/bob --to institute/frank --dry-run")
            {
                verb.item, verb.dryRun, verb.yes, verb.json,
            };
        verb.flags.AddTo(command);
        command.SetAction((parsed, cancellationToken) => verb.ChangeAsync(new Call(parsed, environment), cancellationToken));
        return command;
    }

    private async Task<int> ChangeAsync(Call call, CancellationToken cancellationToken)
    {
        using Participant self = await call.OpenAsync(cancellationToken);
        ItemId id = await new ItemNames(self).ResolveAsync(call.Parsed.GetRequiredValue(item), cancellationToken);

        // 1. From what is in force to what is asked for.
        ItemActions actions = new(self);
        SeenPolicy seen = await actions.OwnPolicyAsync(id, cancellationToken);
        AccessPolicy after = flags.Read(call.Parsed, seen.Policy, self.Self, self.Directory, call.Environment.Time.GetUtcNow()).Policy;
        IReadOnlyList<PolicyField> fields = PolicyDifference.Between(seen.Policy, after, self.NameOf);
        IReadOnlyList<string> warnings = actions.Warnings(seen.Policy, after);
        await TellAsync(call, seen.Policy, after, fields, warnings);
        if (call.Parsed.GetValue(dryRun))
        {
            return EndDry(call, id, fields, PolicyChangeRules.Problems(seen.Policy, after, self.Agreement.PolicyTerms), warnings);
        }

        // 2. What a person did not expect is not signed.
        if (warnings.Count > 0)
        {
            call.RequireYes(yes, "Change it all the same?", "Nothing was changed.");
        }

        // 3. Signed, and in the log.
        ActResult result = await actions.ChangePolicyAsync(seen, after, cancellationToken);
        ActText.Print(call, result, "The policy is changed", call.Parsed.GetValue(json));

        // 4. Whoever came into the audience by it has no key yet.
        IReadOnlyList<Member> lacking = await new Granter(self).LackingAsync(id, cancellationToken);
        if (lacking.Count > 0)
        {
            await call.Error.WriteLineAsync($"note: {WhoText.Names([.. lacking.Select(member => member.Name.ToString())])} have no key "
                + $"yet. Seal it to them with: exchange grant {id.ToString()[..8]}");
        }

        return 0;
    }

    private static async Task TellAsync(
        Call call,
        AccessPolicy before,
        AccessPolicy after,
        IReadOnlyList<PolicyField> fields,
        IReadOnlyList<string> warnings)
    {
        foreach (PolicyField field in fields)
        {
            await call.Error.WriteLineAsync(TerminalText.Safe($"{Direction(field)}: {field.Name}: {field.Text}", int.MaxValue));
        }

        if (before.Approvals.Count > 0 && fields.Count > 0)
        {
            await call.Error.WriteLineAsync(
                $"note: answers that approvers gave so far count no more{(after.Approvals.Count > 0 ? "; they are asked anew" : "")}");
        }

        foreach (string warning in warnings)
        {
            await call.Error.WriteLineAsync($"warning: {TerminalText.Safe(warning)}");
        }
    }

    private static string Direction(PolicyField field) => (field.Narrows, field.Widens) switch
    {
        (true, false) => "narrower",
        (false, true) => "wider",
        (true, true) => "narrower or wider",
        _ => "changed",
    };

    private int EndDry(
        Call call,
        ItemId id,
        IReadOnlyList<PolicyField> fields,
        IReadOnlyList<string> problems,
        IReadOnlyList<string> warnings)
    {
        if (call.Parsed.GetValue(json))
        {
            call.SayJson(
                new PolicyChangeJson(
                    id.ToString(),
                    [.. fields.Select(field => new PolicyFieldJson(field.Name, field.Narrows, field.Widens, field.Text))],
                    problems,
                    warnings),
                CliJson.Default.PolicyChangeJson);
        }

        if (problems.Count > 0)
        {
            throw new ClientException(ExitCode.Usage, "The policy cannot become that.", string.Join(' ', problems), "");
        }

        if (!call.Parsed.GetValue(json))
        {
            call.Say("Nothing was changed.");
        }

        return 0;
    }
}
