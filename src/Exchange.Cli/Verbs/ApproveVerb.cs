using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Client;
using Exchange.Client.Governance;
using Exchange.Client.Retrieval;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange approve ITEM</c>.</summary>
internal static class ApproveVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> item = new("ITEM") { Description = "An item, by any unique beginning of its id." };
        Option<string?> reader = new("--for") { Description = "The reader whose opening you approve, where the policy asks for approvals of each.", HelpName = "MEMBER" };
        Option<bool> refuse = new("--refuse") { Description = "Refuse: nobody, or with --for not that reader, opens it until you approve, or take it back." };
        Option<bool> takeBack = new("--take-back") { Description = "Take back what you said, as long as no release rests on it." };
        Option<bool> json = SharedOptions.Json();
        Verb command = new("approve", "Approve an item's opening, refuse it, or take that back.\nYour answer is signed, bound to the policy in force, and stays in the log.", "exchange approve k3vq", "exchange approve k3vq --refuse", "exchange approve k3vq --for institute/bob") { item, reader, refuse, takeBack, json };
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
            ApprovalAnswer answer = parsed.GetValue(refuse) ? ApprovalAnswer.Refuse : parsed.GetValue(takeBack) ? ApprovalAnswer.TakeBack : ApprovalAnswer.Approve;
            MemberId? whom = parsed.GetValue(reader) is { } name ? Names.Member(self.Directory, name).Id : null;
            ItemId id = await new ItemNames(self).ResolveAsync(parsed.GetRequiredValue(item), cancellationToken);
            ActResult result = await new ItemActions(self).AnswerAsync(id, answer, whom, cancellationToken);
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
}
