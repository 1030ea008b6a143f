using System.Text.Json;
using Exchange.Cli.Shell;
using Exchange.Client.Submission;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Formats.Safety;
using Exchange.Reports.Cards;

namespace Exchange.Cli.Verbs;

/// <summary>Prints a submission before it is sealed.</summary>
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
                new PreviewJson
                {
                    Card = JsonElement.Parse(CardJson.Encode(preview.Card)),
                    Policy = preview.PolicyLines,
                    Granted = both,
                    GrantedCard = cardOnly,
                    Who = [.. preview.Who.Select(who => WhoText.Json(who, preview.Policy, NameOf))],
                    Warnings = preview.Warnings,
                    Notes = preview.Notes,
                },
                CliJson.Default.PreviewJson);
            return;
        }

        foreach (string line in CardText.Lines(preview.Card).Concat(preview.PolicyLines))
        {
            call.Say(TerminalText.Safe(line, TermsText.MaxBytes));
        }

        call.Say("Keys would be sealed to "
            + $"{WhoText.Names(both)}{(cardOnly.Length > 0 ? $"; only the card's key to {WhoText.Names(cardOnly)}" : "")}.");
        foreach (string line in WhoText.Lines(preview.Who, preview.Policy, NameOf))
        {
            call.Say($"  {line}");
        }

        call.Say("Nothing was sent.");
    }

    private static string[] NamesOf(IReadOnlyList<KeyRecipient> granted, bool opensContents) =>
        [.. granted.Where(recipient => recipient.OpensContents == opensContents).Select(recipient => recipient.Member.Name.ToString())];
}

/// <summary>
/// What <c>submit --dry-run --json</c> prints. Granted lists those who would get both keys, grantedCard those who would
/// get only the card's.
/// </summary>
internal sealed record PreviewJson
{
    public required JsonElement Card { get; init; }

    public required IReadOnlyList<string> Policy { get; init; }

    public required IReadOnlyList<string> Granted { get; init; }

    public required IReadOnlyList<string> GrantedCard { get; init; }

    public required IReadOnlyList<WhoJson> Who { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }
}
