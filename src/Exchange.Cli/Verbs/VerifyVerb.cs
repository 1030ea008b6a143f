using System.CommandLine;
using Exchange.Client.Audit;
using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Contract.Agreements;
using Exchange.Formats.Dsse;
using Exchange.Reports;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange verify FILE</c>: offline.</summary>
internal static class VerifyVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> file = new("FILE") { Description = "A receipt." };
        Option<string?> agreement = new("--agreement") { Description = "The agreement to trust; else the one of the home.", HelpName = "FILE" };
        Command command = new("verify", "Verify a saved receipt, without any network.\n\nExample: exchange verify receipt.tlog-proof --agreement agreement.json") { file, agreement };
        command.SetAction(parsed =>
        {
            Call call = new(parsed, environment);
            Agreement? pinned = Pinned(call, parsed.GetValue(agreement));
            ReceiptVerdict verdict = ReceiptCheck.Verify(Call.ReadSmall(parsed.GetRequiredValue(file), "a receipt"), pinned);
            call.Say($"{verdict.Kind}:");
            foreach ((string label, string text) in verdict.Facts)
            {
                call.Say($"  {TerminalText.Safe(label)}: {TerminalText.Safe(text)}");
            }

            if (!verdict.Trusted)
            {
                throw new ClientException(ExitCode.Failed, "Trust is not established.", "There is no agreement to hold this against.", "Give --agreement FILE, or a home that has one.");
            }

            call.Say("It holds.");
            return 0;
        });
        return command;
    }

    private static Agreement? Pinned(Call call, string? file)
    {
        if (file is not null)
        {
            return AgreementVerifier.Verify(DsseEnvelope.Parse(Call.ReadSmall(file, "an agreement")));
        }

        return ClientHome.Open(call.HomeFolder).List().Count == 0 ? null : call.Agreement().ReadAgreement();
    }
}
