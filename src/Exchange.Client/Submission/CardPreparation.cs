using Exchange.Client.Errors;
using Exchange.Client.Sealing;
using Exchange.Contract.Agreements;
using Exchange.Reports;

namespace Exchange.Client.Submission;

/// <summary>Reads the files of an order into the card that goes with them.</summary>
internal static class CardPreparation
{
    /// <exception cref="ClientException">A file cannot be handed in as asked, or the agreement has no such kind.</exception>
    public static async Task<ReadReport> ReadAsync(SubmitOrder order, Agreement agreement, CancellationToken cancellationToken)
    {
        if (order.Kind is not null)
        {
            RequireKind(order.Kind, agreement);
        }

        // Before anything is opened: opening a pipe would wait for ever.
        foreach (string path in order.Files)
        {
            _ = SourceFile.Of(path);
        }

        try
        {
            // Only an evaluation log is looked into; of all other kinds the file goes as it is.
            string? readAs = order.Kind is null or CardKind.EvaluationResult ? order.Kind : CardKind.Document;
            ReadReport read = await CardReader.ReadReportAsync(order.Files, new CardOptions { Title = order.Title, Kind = readAs }, cancellationToken);
            Card card = order.Kind is null ? read.Card : read.Card with { Kind = order.Kind };
            RequireKind(card.Kind, agreement);
            return read with { Card = card };
        }
        catch (ReportException refused)
        {
            throw new ClientException(ExitCode.Failed, $"{Sentence(refused.What)}", Sentence(refused.Why), refused.Next.Length > 0 ? refused.Next : "Put the files right.");
        }
    }

    private static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..].TrimEnd('.') + ".";

    private static void RequireKind(string kind, Agreement agreement)
    {
        if (agreement.Kind(kind) is null)
        {
            throw new ClientException(
                ExitCode.Usage, $"Nothing can go as {TerminalText.Safe(kind, 40)}.", "The agreement has no such kind.",
                $"Its kinds are {string.Join(", ", agreement.Terms.Kinds.Select(known => known.Name))}.");
        }
    }
}
