using System.Text.Json;
using Exchange.Cli.Json;
using Exchange.Client.Sealing;
using Exchange.Client.Submission;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Json;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Contract.Policy.Wording;
using Exchange.Formats.Safety;
using Exchange.Reports.Cards;

namespace Exchange.Cli.Verbs;

/// <summary>Prints what a submission would be.</summary>
internal static class PreviewText
{
    public static void Print(Call call, SubmitPreview preview, DirectoryState directory, bool json)
    {
        string NameOf(MemberId id) => directory.Find(id)?.Name.ToString() ?? id.ToString();
        string[] both = NamesOf(preview.Granted, opensContents: true);
        string[] cardOnly = NamesOf(preview.Granted, opensContents: false);
        if (json)
        {
            call.SayJson(
                new PreviewJson(
                    JsonElement.Parse(CardJson.Encode(preview.Card)), preview.PolicyLines, both, cardOnly,
                    [.. preview.Who.Select(who => Line(who, preview.Policy, NameOf))], preview.Warnings, preview.Notes),
                CliJson.Default.PreviewJson);
            return;
        }

        foreach (string line in CardText.Lines(preview.Card).Concat(preview.PolicyLines))
        {
            call.Say(TerminalText.Safe(line, TermsText.MaxBytes));
        }

        call.Say("Keys would be sealed to "
            + $"{WhoText.Names(both)}{(cardOnly.Length > 0 ? $"; the card's key alone to {WhoText.Names(cardOnly)}" : "")}.");
        foreach (string line in WhoText.Lines(preview.Who, preview.Policy, NameOf))
        {
            call.Say($"  {line}");
        }

        call.Say("Nothing was sent.");
    }

    private static string[] NamesOf(IReadOnlyList<KeyRecipient> granted, bool opensContents) =>
        [.. granted.Where(recipient => recipient.OpensContents == opensContents).Select(recipient => recipient.Member.Name.ToString())];

    internal static WhoJson Line(WhoEntry who, AccessPolicy policy, Func<MemberId, string> nameOf) => new(
        nameOf(who.Reader.Id),
        SealedKeyNames.Format(who.Key),
        Timestamp.Format(Timestamp.Truncate(who.From)),
        who.Until is { } until ? Timestamp.Format(Timestamp.Truncate(until)) : null,
        who.Decision is Decision.Permit,
        who.Purposes,
        who.Decision is Decision.Deny denied ? [.. denied.Failed.Select(failed => new WhoReasonJson(
            ConditionName.Of(failed.Code),
            ConditionText.Of(failed),
            failed.CouldChangeAt is { } at ? Timestamp.Format(Timestamp.Truncate(at)) : null,
            ConditionText.Remedy(failed, policy)))] : []);
}
