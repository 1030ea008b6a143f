using System.CommandLine;
using System.Text;
using Exchange.Cli.Help;
using Exchange.Cli.Shell;
using Exchange.Formats.Safety;
using Exchange.Reports;
using Exchange.Reports.Cards;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange card FILE…</c>: the card that the files would get, without sending.</summary>
internal static class CardVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string[]> files = new("FILE") { Description = "Evaluation logs or other files.", Arity = ArgumentArity.OneOrMore };
        Option<string?> title = new("--title") { Description = "The card's title. Default: made from the content.", HelpName = "TEXT" };
        Option<string?> kind =
            new("--kind") { Description = "The kind: evaluation-result or document. Default: decided by content.", HelpName = "KIND" };
        Option<bool> json = SharedOptions.Json();
        Verb command = new(
            "card",
            """
            Show the card that FILE would get, without sending anything.
            Needs neither a home nor a server.
            """,
            "exchange card logs/run1.eval",
            "exchange card logs/run1.eval --json") { files, title, kind, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            CardOptions options = new() { Title = parsed.GetValue(title), Kind = parsed.GetValue(kind) };
            InputFiles.Require(parsed.GetValue(files) ?? []);
            ReadReport report = await CardReader.ReadReportAsync(parsed.GetValue(files) ?? [], options, cancellationToken);
            if (parsed.GetValue(json))
            {
                call.Say(Encoding.UTF8.GetString(CardJson.Encode(report.Card)));
            }
            else
            {
                foreach (string line in CardText.Lines(report.Card))
                {
                    call.Say(line);
                }
            }

            // The card prints its own warnings; these are about files that it does not describe.
            foreach (string warning in report.Warnings.Except(report.Card.Evaluation?.Warnings ?? []))
            {
                call.Error.WriteLine($"warning: {TerminalText.Safe(warning)}");
            }

            return 0;
        });
        return command;
    }
}
