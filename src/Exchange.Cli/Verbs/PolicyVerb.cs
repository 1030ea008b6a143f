using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Shell;
using Exchange.Client;
using Exchange.Client.Governance;
using Exchange.Client.Items;
using Exchange.Client.Policies;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange policy explain|who|change</c>.</summary>
internal static class PolicyVerb
{
    public static Command Create(CommandEnvironment environment) =>
        new Verb(
            "policy",
            "Explain or change who may open an item.\nUse 'policy explain', 'policy who' or 'policy change'.",
            "exchange policy explain k3vq",
            "exchange policy who k3vq",
            "exchange policy change k3vq --expires 7d")
        {
            Explain(environment), Who(environment), PolicyChangeVerb.Create(environment),
        };

    private static Argument<string> Item() => new("ITEM") { Description = "The item's id, or any unique beginning of it." };

    private static Command Explain(CommandEnvironment environment)
    {
        Argument<string> item = Item();
        Option<string?> member =
            new("--as") { Description = "The member to explain for, revoked ones included. Default: you.", HelpName = "MEMBER" };
        Option<string?> at = new("--at")
        {
            Description = "The time to explain for (2026-01-31T09:30:00Z), or a span from now (90m, 2h, 3d). Default: now. "
                + "Past times are answered from the log.",
            HelpName = "TIME",
        };
        Option<string?> purpose =
            new("--purpose")
            {
                Description = "The purpose to explain for. Default: the first that the policy permits.",
                HelpName = "CODE",
            };
        Option<bool> json = SharedOptions.Json();
        Verb command = new(
            "explain",
            """
            Show each condition of an item's policy, its state and what would change it.
            Opens nothing and adds nothing to the log.
            """,
            "exchange policy explain k3vq",
            "exchange policy explain k3vq --purpose mitigation",
            "exchange policy explain k3vq --as institute/bob --at 2026-12-01T09:00:00Z") { item, member, at, purpose, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            using Participant self = await call.OpenAsync(cancellationToken);
            if (parsed.GetValue(purpose) is { } why)
            {
                Names.RequirePurpose(self.Agreement, why);
            }

            Member reader = parsed.GetValue(member) is { } name ? Names.MemberEver(self.Directory, name) : self.Self;
            DateTimeOffset? when =
                parsed.GetValue(at) is { } time ? PolicyFlags.Read(() => PolicyValues.Instant(time, environment.Time.GetUtcNow())) : null;
            ItemId id = await new ItemNames(self).ResolveAsync(parsed.GetRequiredValue(item), cancellationToken);
            PolicyExplanation explanation =
                await new PolicyInquiry(self).ExplainAsync(id, reader, when, parsed.GetValue(purpose), cancellationToken);
            ExplainText.Print(call, explanation, parsed.GetValue(json));
            return 0;
        });
        return command;
    }

    private static Command Who(CommandEnvironment environment)
    {
        Argument<string> item = Item();
        Option<bool> json = SharedOptions.Json();
        Verb command = new(
            "who",
            "List who could open an item, now and after each known change ahead.",
            "exchange policy who k3vq") { item, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            using Participant self = await call.OpenAsync(cancellationToken);
            ItemId id = await new ItemNames(self).ResolveAsync(parsed.GetRequiredValue(item), cancellationToken);
            PolicyWhoAnswer answer = await new PolicyInquiry(self).WhoAsync(id, cancellationToken);
            WhoText.Print(call, answer, self.NameOf, parsed.GetValue(json));
            return 0;
        });
        return command;
    }
}
