using System.CommandLine;
using System.CommandLine.Parsing;
using Exchange.Cli.Help;
using Exchange.Cli.Printing;
using Exchange.Cli.Shell;
using Exchange.Client;
using Exchange.Client.Errors;
using Exchange.Client.Items;
using Exchange.Client.Policies;
using Exchange.Client.Submission;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Safety;
using Exchange.Reports.Cards;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange submit FILE…</c>.</summary>
internal sealed class SubmitVerb
{
    private readonly Argument<string[]> files = new("FILE")
    {
        Description = "Evaluation logs or other regular files; together they form one item.",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<string?> title =
        new("--title") { Description = "The card's title. Default: made from the content.", HelpName = "TEXT" };
    private readonly Option<string?> kind = new("--kind")
    {
        Description = "A kind of the agreement, such as evaluation-result or document. Default: decided by content.",
        HelpName = "KIND",
    };
    private readonly Option<string?> supersedes =
        new("--supersedes") { Description = "The item that this one replaces.", HelpName = "ITEM" };
    private readonly Option<string?> replyTo = new("--reply-to")
    {
        Description = "The item that this one answers; its marking applies here too, unless the kind's is stricter.",
        HelpName = "ITEM",
    };
    private readonly Option<string?> resume =
        new("--resume")
        {
            Description = "The interrupted submission to resume; 'exchange outbox' lists them. Takes no FILE.",
            HelpName = "ITEM",
        };
    private readonly Option<bool> dryRun =
        new("--dry-run") { Description = "Show the card, the policy and who could open it when, and send nothing." };
    private readonly Option<bool> strict = new("--strict") { Description = "Refuse to send if there is a warning." };
    private readonly Option<bool> json = SharedOptions.Json();
    private readonly PolicyFlags flags = new();

    private SubmitVerb()
    {
    }

    public static Command Create(CommandEnvironment environment)
    {
        SubmitVerb verb = new();
        Verb command = new(
            "submit",
            """
            Seal files and submit them under a policy.
            Fields that neither an option nor the policy file sets come from the agreement's default policy for the kind.
            """,
            "exchange submit run1.eval --to institute/bob",
            "exchange submit run1.eval --to institute/red-team --dry-run",
            "exchange submit run1.eval --policy embargoed.yaml",
            "exchange submit run1.eval --to institute/@reader --embargo 2d --approvals 2")
        {
            verb.files, verb.title, verb.kind, verb.supersedes, verb.replyTo, verb.resume, verb.dryRun, verb.strict, verb.json,
        };
        verb.flags.AddTo(command);
        command.Validators.Add(verb.Validate);
        command.SetAction((parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            return parsed.GetValue(verb.resume) is { } waiting
                ? verb.ResumeAsync(call, waiting, cancellationToken)
                : verb.SubmitAsync(call, cancellationToken);
        });
        return command;
    }

    private void Validate(CommandResult result)
    {
        // A signed item is sent as it is: nothing about it can change any more.
        bool resumes = result.GetResult(resume) is not null;
        bool more = result.GetValue(files) is { Length: > 0 } || result.Children.OfType<OptionResult>().Any(given =>
            given is { Implicit: false } && given.Option != resume && given.Option != json && !SharedOptions.All.Contains(given.Option));
        if (resumes && more)
        {
            result.AddError("--resume ITEM takes no FILE and no other option about the item: it is sent as it was signed.");
        }
        else if (!resumes && result.GetValue(files) is not { Length: > 0 })
        {
            result.AddError("Give a FILE to submit, or --resume ITEM.");
        }
    }

    private async Task<int> SubmitAsync(Call call, CancellationToken cancellationToken)
    {
        MistypedOption.Refuse(call.Parsed, call.Parsed.GetValue(files) ?? []);
        InputFiles.Require(call.Parsed.GetValue(files) ?? []);
        _ = call.AgreementInForce();
        using Participant self = await call.OpenAsync(cancellationToken);

        // 1. What is to be submitted, read once, and under which policy.
        Submitter submitter = new(self);
        ReadOrder order = await OrderAsync(call, self, submitter, cancellationToken);

        // 2. What the sender should know comes before anything is sealed.
        SubmitPreview preview = await submitter.PreviewAsync(order, cancellationToken);
        await WarnAsync(call, preview);
        if (call.Parsed.GetValue(dryRun))
        {
            PreviewText.Print(call, preview, self.Directory, call.Parsed.GetValue(json));
            return 0;
        }

        // 3. Seal, send, and keep the receipt.
        using TransferBar bar = call.Progress();
        SubmitResult result = await submitter.SubmitAsync(order, bar.Progress, cancellationToken);
        bar.Clear();
        Tell(call, result, preview, call.Parsed.GetValue(json));
        if (order.Supersedes is { } older)
        {
            await call.Error.WriteLineAsync(
                $"note: it replaces {older}, which can still be opened; to stop that, run: exchange withdraw {older}");
        }

        return 0;
    }

    /// <summary>Starts from the kind's default policy; then apply the parent's marking, the policy file and the flags.</summary>
    private async Task<ReadOrder> OrderAsync(Call call, Participant self, Submitter submitter, CancellationToken cancellationToken)
    {
        ParseResult parsed = call.Parsed;
        string[] paths = parsed.GetValue(files) ?? [];
        ReadFiles read = await submitter.ReadAsync(paths, parsed.GetValue(title), parsed.GetValue(kind), cancellationToken);
        ItemNames names = new(self);
        ItemId? older = parsed.GetValue(supersedes) is { } replaced ? await names.ResolveAsync(replaced, cancellationToken) : null;
        ItemId? question = parsed.GetValue(replyTo) is { } answered ? await names.ResolveAsync(answered, cancellationToken) : null;

        AccessPolicy basis = PolicyBytes.Parse(read.Kind.DefaultPolicy.Span);
        basis = question is { } parent ? await ReplyPolicy.OverAsync(basis, parent, self, cancellationToken) : basis;
        PolicyDraft draft = flags.Read(parsed, basis, self.Self, self.Directory, call.Environment.Time.GetUtcNow());
        return ReadOrder.Of(read, draft, older, question);
    }

    /// <summary>Prints notes and warnings, and asks where there is a terminal.</summary>
    /// <exception cref="ClientException">The policy is invalid, or the warnings mean that nothing is sent.</exception>
    private async Task WarnAsync(Call call, SubmitPreview preview)
    {
        foreach (string note in preview.Notes)
        {
            await call.Error.WriteLineAsync($"note: {TerminalText.Safe(note)}");
        }

        foreach (string warning in preview.Warnings)
        {
            await call.Error.WriteLineAsync($"warning: {TerminalText.Safe(warning)}");
        }

        if (preview.Problems.Count > 0)
        {
            throw new ClientException(
                ExitCode.Usage, "The policy is not valid:", string.Join(' ', preview.Problems), "Change the policy file or the flags.");
        }

        if (preview.Warnings.Count == 0)
        {
            return;
        }

        if (call.Parsed.GetValue(strict))
        {
            throw new ClientException(ExitCode.Failed, "Nothing was sent.", "--strict was given, and there are warnings.", "");
        }

        if (!call.Parsed.GetValue(dryRun) && call.Environment.Confirm is { } confirm && !confirm("Send it anyway?"))
        {
            throw new ClientException(ExitCode.Failed, "Nothing was sent.", "", "");
        }
    }

    private async Task<int> ResumeAsync(Call call, string waiting, CancellationToken cancellationToken)
    {
        Outbox outbox = new(call.Agreement());
        ItemId item = outbox.Resolve(waiting);
        foreach (string changed in outbox.ChangedSince(item))
        {
            await call.Error.WriteLineAsync(
                $"warning: {changed} has changed since it was sealed; the sealed version is sent.");
        }

        using Participant self = await call.OpenAsync(cancellationToken);
        using TransferBar bar = call.Progress();
        SubmitResult result = await new Submitter(self).ResumeAsync(item, bar.Progress, cancellationToken);
        bar.Clear();
        Tell(call, result, preview: null, call.Parsed.GetValue(json));
        return 0;
    }

    private static void Tell(Call call, SubmitResult result, SubmitPreview? preview, bool json)
    {
        if (json)
        {
            SubmitJson printed = new(result.Item.ToString(), new ReceiptJson("audit", result.Receipt.Index.Value, result.ReceiptFile));
            call.SayJson(printed, CliJson.Default.SubmitJson);
            return;
        }

        call.Say(preview is null ? $"Submitted as {result.Item}" : $"Submitted as {result.Item}: {TerminalText.Safe(preview.Card.Title)}");
        foreach (string line in preview?.PolicyLines ?? [])
        {
            call.Say($"  {TerminalText.Safe(line, TermsText.MaxBytes)}");
        }

        call.Say($"Receipt: entry {result.Receipt.Index} of the audit log, in {TerminalText.Safe(result.ReceiptFile)}");
    }
}

/// <summary>What <c>submit --json</c> prints.</summary>
internal sealed record SubmitJson(string Item, ReceiptJson Receipt);
