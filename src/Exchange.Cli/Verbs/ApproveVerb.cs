using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Client;
using Exchange.Client.Governance;
using Exchange.Client.Retrieval;
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
        Argument<string> item = new("ITEM") { Description = "An item, by any unique beginning of its id." };
        Option<string?> reader = new("--for")
        {
            Description = "The reader whose opening you approve, where the policy asks for approvals of each.",
            HelpName = "MEMBER",
        };
        Option<bool> refuse = new("--refuse")
        {
            Description = "Refuse: nobody, or with --for not that reader, opens it until you approve, or take it back.",
        };
        Option<bool> takeBack = new("--take-back") { Description = "Take back what you said, as long as no release rests on it." };
        Option<bool> yes = new("--yes") { Description = "Answer without being asked." };
        Option<bool> json = SharedOptions.Json();
        Verb command = new(
            "approve",
            "Approve an item's opening, refuse it, or take that back.\n"
                + "Shows the policy that you answer to, and asks on a terminal. "
                + "The answer is signed, bound to that policy, and stays in the log.",
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

            // 1. What is answered to is what was shown.
            ItemActions actions = new(self);
            SeenPolicy seen = await actions.PolicyAsync(id, cancellationToken);
            foreach (string line in PolicyText.Lines(seen.Policy, self.NameOf))
            {
                await call.Error.WriteLineAsync($"  {TerminalText.Safe(line, int.MaxValue)}");
            }

            // 2. On somebody's word, where there is somebody to ask.
            call.RequireYes(yes, Question(answer), "Nothing was answered.");
            ActResult result = await actions.AnswerAsync(seen, answer, whom, cancellationToken);
            string done = answer switch
            {
                ApprovalAnswer.Approve => "Approved",
                ApprovalAnswer.Refuse => "Refused",
                _ => "Taken back",
            };
            ActText.Print(call, result, done, parsed.GetValue(json));
            return 0;
        });
        return command;
    }

    private static string Question(ApprovalAnswer answer) => answer switch
    {
        ApprovalAnswer.Approve => "Approve its opening under this policy?",
        ApprovalAnswer.Refuse => "Refuse its opening?",
        _ => "Take back what you said?",
    };
}
