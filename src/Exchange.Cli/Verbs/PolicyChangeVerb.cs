using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Shell;
using Exchange.Client;
using Exchange.Client.Errors;
using Exchange.Client.Governance;
using Exchange.Client.Items;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Rules;
using Exchange.Formats.Safety;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange policy change ITEM</c>.</summary>
internal sealed class PolicyChangeVerb
{
    private readonly Argument<string> item =
        new("ITEM") { Description = "The id of an item that you sent, or any unique beginning of it." };
    private readonly Option<bool> json = SharedOptions.Json();
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Show what would change, and change nothing." };
    private readonly Option<bool> yes = new("--yes") { Description = "Change it without asking about warnings." };
    private readonly PolicyFlags flags = new();

    private PolicyChangeVerb()
    {
    }

    public static Command Create(CommandEnvironment environment)
    {
        PolicyChangeVerb verb = new();
        Verb command = new(
            "change",
            """
            Change the policy of an item that you sent.
            Fields you do not set stay unchanged; --to replaces the whole audience. Existing approvals are discarded.
            """,
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

        // 1. From the policy in force to the requested one.
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

        // 2. Nothing that a person did not expect is signed.
        if (warnings.Count > 0)
        {
            call.RequireYes(yes, "Change it anyway?", "Nothing was changed.");
        }

        // 3. Signed, and in the log.
        ActResult result = await actions.ChangePolicyAsync(seen, after, cancellationToken);
        ActText.Print(call, result, "Policy changed", call.Parsed.GetValue(json));

        // 4. Members who are new in the audience have no key yet.
        IReadOnlyList<Member> lacking = await new Granter(self).LackingAsync(id, cancellationToken);
        if (lacking.Count > 0)
        {
            await call.Error
                .WriteLineAsync($"note: no key yet for {WhoText.Names([.. lacking.Select(member => member.Name.ToString())])}. "
                    + $"Give them one with: exchange grant {id.ToString()[..8]}");
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
                $"note: existing approvals are discarded{(after.Approvals.Count > 0 ? "; approvers must answer again" : "")}");
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
            throw new ClientException(ExitCode.Usage, "The policy cannot be changed like this.", string.Join(' ', problems), "");
        }

        if (!call.Parsed.GetValue(json))
        {
            call.Say("Nothing was changed.");
        }

        return 0;
    }
}

/// <summary>
/// What <c>policy change --dry-run --json</c> prints: every field that would change, the problems that forbid it (none: it is
/// allowed), and what the sender should know.
/// </summary>
internal sealed record PolicyChangeJson(
    string Item,
    IReadOnlyList<PolicyFieldJson> Fields,
    IReadOnlyList<string> Problems,
    IReadOnlyList<string> Warnings);

/// <summary>One field that changes from one policy to another; one that is neither narrower nor wider does not affect access.</summary>
internal sealed record PolicyFieldJson(string Field, bool Narrower, bool Wider, string Text);
