using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Shell;
using Exchange.Client.Audit;
using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Contract.Agreements;
using Exchange.Formats.Safety;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange verify FILE</c>: offline.</summary>
internal static class VerifyVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> file = new("FILE") { Description = "A receipt (.tlog-proof), or a signed agreement." };
        Option<string?> agreement =
            new("--agreement") { Description = "The agreement to trust. Default: the one in the home.", HelpName = "FILE" };
        Option<bool> json = SharedOptions.Json();
        Verb command = new(
            "verify",
            """
            Verify a saved receipt or agreement offline.
            Without an agreement to check against, says so and exits 1.
            """,
            "exchange verify receipt.tlog-proof --agreement agreement.json") { file, agreement, json };
        command.SetAction(parsed =>
        {
            Call call = new(parsed, environment);
            Agreement? pinned = Pinned(call, parsed.GetValue(agreement));
            ReceiptVerdict verdict = ReceiptCheck.Verify(Call.ReadSmall(parsed.GetRequiredValue(file), "a receipt"), pinned);
            if (parsed.GetValue(json))
            {
                call.SayJson(
                    new VerifyJson(verdict.Kind, verdict.Trusted, [.. verdict.Facts.Select(fact => new FactJson(fact.Label, fact.Text))]),
                    CliJson.Default.VerifyJson);
                return verdict.Trusted ? 0 : throw Untrusted();
            }

            call.Say($"{verdict.Kind}:");
            foreach ((string label, string text) in verdict.Facts)
            {
                call.Say($"  {TerminalText.Safe(label)}: {TerminalText.Safe(text)}");
            }

            if (!verdict.Trusted)
            {
                throw Untrusted();
            }

            call.Say("Verified.");
            return 0;
        });
        return command;
    }

    private static ClientException Untrusted() =>
        new(
            ExitCode.Failed,
            "Trust is not established.",
            "There is no agreement to check it against.",
            "Give --agreement FILE, or a home that has one.");

    private static Agreement? Pinned(Call call, string? file)
    {
        if (file is not null)
        {
            return AgreementVerifier.Verify(Call.ReadEnvelope(file, "an agreement"));
        }

        return ClientHome.Open(call.HomeFolder).List().Count == 0 ? null : call.Agreement().ReadAgreement();
    }
}

/// <summary>What <c>verify --json</c> prints.</summary>
internal sealed record VerifyJson(string Kind, bool Trusted, IReadOnlyList<FactJson> Facts);

/// <summary>One fact in a verified file, worded for people.</summary>
internal sealed record FactJson(string Label, string Text);
