using Exchange.Cli.Json;
using Exchange.Client.Governance;
using Exchange.Formats.Safety;

namespace Exchange.Cli.Verbs;

/// <summary>Prints what a member said about an item, and where the log has it.</summary>
internal static class ActText
{
    /// <param name="done">What was done: a sentence without its full stop.</param>
    public static void Print(Call call, ActResult result, string done, bool json)
    {
        if (json)
        {
            call.SayJson(
                new ActJson(
                    result.Item.ToString(),
                    result.Receipt.Event?.Event ?? "",
                    new ReceiptJson("audit", result.Receipt.Index.Value, result.ReceiptFile)),
                CliJson.Default.ActJson);
            return;
        }

        call.Say($"{done}: entry {result.Receipt.Index} of the audit log, receipt in {TerminalText.Safe(result.ReceiptFile)}");
    }
}
