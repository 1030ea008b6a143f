using System.Globalization;
using Exchange.Client.Submission;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Reports;

namespace Exchange.Cli.Verbs;

/// <summary>Prints what a submission would be.</summary>
internal static class PreviewText
{
    public static void Print(Call call, SubmitPreview preview)
    {
        foreach (string line in CardText.Lines(preview.Card).Concat(preview.PolicyLines))
        {
            call.Say(TerminalText.Safe(line));
        }

        call.Say($"Keys would be sealed to {string.Join(", ", preview.Granted.Select(member => member.Name))}.");
        Dictionary<string, string> names = preview.Granted.ToDictionary(member => member.Id.ToString(), member => member.Name.ToString());
        foreach (WhoEntry who in preview.Who)
        {
            string name = names.GetValueOrDefault(who.Reader.Id.ToString(), who.Reader.Id.ToString());
            string state = who.Decision is Decision.Deny denied ? "no: " + string.Join(' ', denied.Failed.Select(failed => failed.Text)) : "yes";
            call.Say($"  {name}, {SealedKeyNames.Format(who.Key)}, from {Time(who.From)}{(who.Until is { } until ? $" until {Time(until)}" : "")}: {state}");
        }

        call.Say("Nothing was sent.");
    }

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
