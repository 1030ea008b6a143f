using Exchange.Cli.Shell;
using Exchange.Client.Governance;
using Exchange.Formats.Safety;

namespace Exchange.Cli.Verbs;

/// <summary>Prints what a member did about an item, and which entry of the log records it.</summary>
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
                    result.Receipt.Said?.Code ?? "",
                    new ReceiptJson("audit", result.Receipt.Index.Value, result.ReceiptFile)),
                CliJson.Default.ActJson);
            return;
        }

        call.Say($"{done}: entry {result.Receipt.Index} of the audit log, receipt in {TerminalText.Safe(result.ReceiptFile)}");
    }
}

/// <summary>Which entry of which log a receipt proves, and the file that holds the proof.</summary>
internal sealed record ReceiptJson(string Log, long Index, string File);

/// <summary>What <c>approve</c>, <c>acknowledge</c>, <c>withdraw</c> and <c>policy change</c> print.</summary>
internal sealed record ActJson(string Item, string Event, ReceiptJson Receipt);
