using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Shell;
using Exchange.Client;
using Exchange.Client.Governance;
using Exchange.Client.Items;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Wording;
using Exchange.Formats.Safety;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange approve ITEM</c>.</summary>
internal static class ApproveVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> item = new("ITEM") { Description = "The item's id, or any unique beginning of it." };
        Option<string?> reader = new("--for")
        {
            Description = "The reader to approve, where the policy asks for approvals for each reader.",
            HelpName = "MEMBER",
        };
        Option<bool> refuse = new("--refuse")
        {
            Description = "Refuse: nobody (with --for: not that reader) can open it until you approve or retract this.",
        };
        Option<bool> takeBack = new("--take-back") { Description = "Retract your answer, unless a release already relied on it." };
        Option<bool> yes = new("--yes") { Description = "Answer without asking." };
        Option<bool> json = SharedOptions.Json();
        Verb command = new(
            "approve",
            """
            Approve or refuse an item's release, or retract your answer.
            Shows the policy and, on a terminal, asks. The answer is signed, counts for that policy only, and is logged.
            """,
            "exchange approve k3vq",
            "exchange approve k3vq --refuse",
            "exchange approve k3vq --for institute/bob",
            "exchange approve k3vq --take-back") { item, reader, refuse, takeBack, yes, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(refuse) && result.GetValue(takeBack))
            {
                result.AddError("Give --refuse or --take-back, not both.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            using Participant self = await call.OpenAsync(cancellationToken);
            ApprovalAnswer answer = parsed.GetValue(refuse)
                ? ApprovalAnswer.Refuse
                : parsed.GetValue(takeBack)
                ? ApprovalAnswer.TakeBack
                : ApprovalAnswer.Approve;
            MemberId? whom = parsed.GetValue(reader) is { } name ? Names.Member(self.Directory, name).Id : null;
            ItemId id = await new ItemNames(self).ResolveAsync(parsed.GetRequiredValue(item), cancellationToken);

            // 1. The answer is about the policy that was shown.
            ItemActions actions = new(self);
            SeenPolicy seen = await actions.PolicyAsync(id, cancellationToken);
            foreach (string line in PolicyText.Lines(seen.Policy, self.NameOf))
            {
                await call.Error.WriteLineAsync($"  {TerminalText.Safe(line, int.MaxValue)}");
            }

            // 2. With a person's consent, where there is a terminal to ask on.
            call.RequireYes(yes, Question(answer), "No answer was sent.");
            ActResult result = await actions.AnswerAsync(seen, answer, whom, cancellationToken);
            string done = answer switch
            {
                ApprovalAnswer.Approve => "Approved",
                ApprovalAnswer.Refuse => "Refused",
                _ => "Retracted",
            };
            ActText.Print(call, result, done, parsed.GetValue(json));
            return 0;
        });
        return command;
    }

    private static string Question(ApprovalAnswer answer) => answer switch
    {
        ApprovalAnswer.Approve => "Approve its release under this policy?",
        ApprovalAnswer.Refuse => "Refuse its release?",
        _ => "Retract your answer?",
    };
}
