using System.Text.Json;
using Exchange.Cli.Json;
using Exchange.Cli.Printing;
using Exchange.Client.Submission;
using Exchange.Contract.Json;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Reports;

namespace Exchange.Cli.Verbs;

/// <summary>Prints what a submission would be.</summary>
internal static class PreviewText
{
    public static void Print(Call call, SubmitPreview preview, bool json)
    {
        Dictionary<string, string> names = preview.Granted.ToDictionary(member => member.Id.ToString(), member => member.Name.ToString());
        if (json)
        {
            call.SayJson(
                new PreviewJson(JsonElement.Parse(CardJson.Encode(preview.Card)), preview.PolicyLines, [.. preview.Granted.Select(member => member.Name.ToString())], [.. preview.Who.Select(who => Line(who, names))], preview.Warnings),
                CliJson.Default.PreviewJson);
            return;
        }

        foreach (string line in CardText.Lines(preview.Card).Concat(preview.PolicyLines))
        {
            call.Say(TerminalText.Safe(line));
        }

        call.Say($"Keys would be sealed to {string.Join(", ", preview.Granted.Select(member => member.Name))}.");
        foreach (WhoEntry who in preview.Who)
        {
            string state = who.Decision is Decision.Deny denied ? "no: " + string.Join(' ', denied.Failed.Select(failed => failed.Text)) : "yes";
            call.Say($"  {NameOf(who, names)}, {SealedKeyNames.Format(who.Key)}, from {HumanText.Time(who.From)}{(who.Until is { } until ? $" until {HumanText.Time(until)}" : "")}: {state}");
        }

        call.Say("Nothing was sent.");
    }

    private static string NameOf(WhoEntry who, Dictionary<string, string> names) => names.GetValueOrDefault(who.Reader.Id.ToString(), who.Reader.Id.ToString());

    private static WhoJson Line(WhoEntry who, Dictionary<string, string> names) => new(
        NameOf(who, names),
        SealedKeyNames.Format(who.Key),
        Timestamp.Format(Timestamp.Truncate(who.From)),
        who.Until is { } until ? Timestamp.Format(Timestamp.Truncate(until)) : null,
        who.Decision is Decision.Permit,
        who.Purposes,
        who.Decision is Decision.Deny denied ? [.. denied.Failed.Select(failed => new AuditReasonJson(ConditionName.Of(failed.Code), failed.Text))] : []);
}
