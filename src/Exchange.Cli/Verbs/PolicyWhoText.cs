using Exchange.Cli.Json;
using Exchange.Client.Governance;
using Exchange.Contract.Ids;
using Exchange.Formats.Safety;

namespace Exchange.Cli.Verbs;

/// <summary>Prints who could open an item.</summary>
internal static class PolicyWhoText
{
    public static void Print(Call call, PolicyWhoAnswer answer, Func<MemberId, string> nameOf, bool json)
    {
        if (json)
        {
            call.SayJson(
                new PolicyWhoJson(
                    answer.Item.Id.ToString(),
                    [.. answer.Who.Select(who => PreviewText.Line(who, answer.Policy, nameOf))],
                    answer.Others,
                    answer.Lacking,
                    answer.Notes),
                CliJson.Default.PolicyWhoJson);
            return;
        }

        foreach (string line in WhoText.Lines(answer.Who, answer.Policy, nameOf))
        {
            call.Say(TerminalText.Safe(line, int.MaxValue));
        }

        if (answer.Who.Count == 0)
        {
            call.Say("Nobody could open it, now or later.");
        }

        call.Say($"{answer.Item.Sender.Name}, who sent it, has its keys without a policy. {answer.Others} other active members: never.");
        if (answer.Lacking.Count > 0)
        {
            call.Say($"Without a key on some device: {WhoText.Names(answer.Lacking)}. Seal it to them with: "
                + $"exchange grant {answer.Item.Id.ToString()[..8]}");
        }

        foreach (string note in answer.Notes)
        {
            call.Say($"Note: {note}");
        }
    }
}
