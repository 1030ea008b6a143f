using System.CommandLine;
using System.CommandLine.Parsing;
using Exchange.Cli.Help;
using Exchange.Cli.Json;
using Exchange.Client;
using Exchange.Client.Errors;
using Exchange.Client.Policies;
using Exchange.Client.Retrieval;
using Exchange.Client.Submission;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Reports;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange submit FILE…</c>.</summary>
internal static class SubmitVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string[]> files = new("FILE") { Description = "Evaluation logs or other regular files; together they make one item.", Arity = ArgumentArity.ZeroOrMore };
        Option<string?> title = new("--title") { Description = "The card's title; else one made from the content.", HelpName = "TEXT" };
        Option<string?> kind = new("--kind") { Description = "A kind of the agreement, such as evaluation-result or document; else decided by content.", HelpName = "KIND" };
        Option<string?> supersedes = new("--supersedes") { Description = "The item that this one replaces.", HelpName = "ITEM" };
        Option<string?> replyTo = new("--reply-to") { Description = "The item that this one answers.", HelpName = "ITEM" };
        Option<string?> resume = new("--resume") { Description = "Send on an item whose upload broke off; see exchange outbox. Takes no FILE.", HelpName = "ITEM" };
        Option<bool> dryRun = new("--dry-run") { Description = "Show card, policy and who could open it when; send nothing." };
        Option<bool> strict = new("--strict") { Description = "Refuse to send when there is a warning." };
        Option<bool> json = SharedOptions.Json();
        PolicyFlags flags = new();
        Verb command = new("submit", "Seal files and hand them in, under a policy.\nWhat no option says comes from the kind's default policy in the agreement.", "exchange submit run1.eval --to institute/bob", "exchange submit run1.eval --to institute/red-team --dry-run", "exchange submit run1.eval --to institute/bob --embargo 2d --max-openings 3") { files, title, kind, supersedes, replyTo, resume, dryRun, strict, json };
        flags.AddTo(command);
        command.Validators.Add(result =>
        {
            // What was signed is sent on as it is: there is nothing left to say about it.
            bool resumes = result.GetResult(resume) is not null;
            bool more = result.GetValue(files) is { Length: > 0 } || result.Children.OfType<OptionResult>().Any(given => given is { Implicit: false } && given.Option != resume && given.Option != json && !SharedOptions.All.Contains(given.Option));
            if (resumes && more)
            {
                result.AddError("--resume ITEM takes no FILE and nothing else about the item: it goes as it was signed.");
            }
            else if (!resumes && result.GetValue(files) is not { Length: > 0 })
            {
                result.AddError("Name a FILE to hand in, or --resume ITEM.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            if (parsed.GetValue(resume) is { } waiting)
            {
                return await ResumeAsync(call, waiting, parsed.GetValue(json), cancellationToken);
            }

            string[] paths = parsed.GetValue(files) ?? [];
            InputFiles.Require(paths);
            _ = call.AgreementInForce();
            using Participant self = await call.OpenAsync(cancellationToken);

            // 1. The kind decides the default policy, and the flags what differs from it.
            string kindName = parsed.GetValue(kind) ?? await KindOfAsync(paths, cancellationToken);
            KindTerms terms = self.Agreement.Kind(kindName)
                ?? throw new ClientException(ExitCode.Usage, $"'{TerminalText.Safe(kindName, 40)}' is no kind of the agreement.", "", $"Use one of {string.Join(", ", self.Agreement.Terms.Kinds.Select(known => known.Name))}.");
            PolicyDraft draft = flags.Read(parsed, PolicyBytes.Parse(terms.DefaultPolicy.Span), self.Self, self.Directory, environment.Time.GetUtcNow());
            ItemNames names = new(self);
            SubmitOrder order = new(
                paths, parsed.GetValue(title), parsed.GetValue(kind), draft.Policy,
                parsed.GetValue(supersedes) is { } older ? await names.ResolveAsync(older, cancellationToken) : null,
                parsed.GetValue(replyTo) is { } question ? await names.ResolveAsync(question, cancellationToken) : null,
                draft.Terms);

            // 2. What the sender should know comes before anything is sealed.
            Submitter submitter = new(self);
            SubmitPreview preview = await submitter.PreviewAsync(order, cancellationToken);
            foreach (string warning in preview.Warnings)
            {
                await call.Error.WriteLineAsync($"warning: {TerminalText.Safe(warning)}");
            }

            if (preview.Problems.Count > 0)
            {
                throw new ClientException(ExitCode.Usage, "The policy cannot hold:", string.Join(' ', preview.Problems), "Change the flags.");
            }

            if (parsed.GetValue(strict) && preview.Warnings.Count > 0)
            {
                throw new ClientException(ExitCode.Failed, "Nothing was sent.", "There are warnings, and --strict was given.", "");
            }

            if (parsed.GetValue(dryRun))
            {
                PreviewText.Print(call, preview, self.Directory, parsed.GetValue(json));
                return 0;
            }

            // 3. Seal, send, and keep the receipt.
            using TransferBar bar = new(call);
            SubmitResult result = await submitter.SubmitAsync(order, bar.Progress, cancellationToken);
            bar.Clear();
            Tell(call, result, preview, parsed.GetValue(json));
            return 0;
        });
        return command;
    }

    private static async Task<int> ResumeAsync(Call call, string waiting, bool json, CancellationToken cancellationToken)
    {
        Outbox outbox = new(call.Agreement());
        ItemId item = outbox.Resolve(waiting);
        foreach (string changed in outbox.ChangedSince(item))
        {
            await call.Error.WriteLineAsync($"warning: {changed} is not what it was when it was sealed; what is sent is what was sealed then.");
        }

        using Participant self = await call.OpenAsync(cancellationToken);
        using TransferBar bar = new(call);
        SubmitResult result = await new Submitter(self).ResumeAsync(item, bar.Progress, cancellationToken);
        bar.Clear();
        Tell(call, result, preview: null, json);
        return 0;
    }

    private static async Task<string> KindOfAsync(string[] paths, CancellationToken cancellationToken) =>
        (await CardReader.ReadAsync(paths, new CardOptions(), cancellationToken)).Kind;

    private static void Tell(Call call, SubmitResult result, SubmitPreview? preview, bool json)
    {
        if (json)
        {
            SubmitJson printed = new(result.Item.ToString(), new ReceiptJson("audit", result.Receipt.Index.Value, result.ReceiptFile));
            call.SayJson(printed, CliJson.Default.SubmitJson);
            return;
        }

        call.Say(preview is null ? $"Handed in as {result.Item}" : $"Handed in as {result.Item}: {TerminalText.Safe(preview.Card.Title)}");
        foreach (string line in preview?.PolicyLines ?? [])
        {
            call.Say($"  {TerminalText.Safe(line)}");
        }

        call.Say($"Receipt: entry {result.Receipt.Index} of the audit log, in {TerminalText.Safe(result.ReceiptFile)}");
    }
}
