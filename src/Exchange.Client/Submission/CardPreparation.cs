using Exchange.Client.Errors;
using Exchange.Client.Sealing;
using Exchange.Contract.Agreements;
using Exchange.Formats.Primitives;
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

        RequireTerms(order);

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
            return read with { Card = WithTerms(card, order.Terms) };
        }
        catch (ReportException refused)
        {
            throw new ClientException(ExitCode.Failed, $"{Sentence(refused.What)}", Sentence(refused.Why), refused.Next.Length > 0 ? refused.Next : "Put the files right.");
        }
    }

    /// <summary>Card and policy must name the same terms, or nobody could acknowledge them.</summary>
    private static void RequireTerms(SubmitOrder order)
    {
        if (order.Policy.Terms is { } named && order.Terms?.Matches(named) != true)
        {
            throw new ClientException(ExitCode.Usage, "The item cannot be submitted.", "Its policy names terms whose text is not there.", "Give the text: --terms FILE, or terms in the policy file.");
        }

        if (order.Policy.Terms is null && order.Terms is not null)
        {
            throw new ClientException(ExitCode.Usage, "The item cannot be submitted.", "There are terms that its policy does not name.", "Let the policy name their digest.");
        }
    }

    private static Card WithTerms(Card card, TermsText? terms)
    {
        Card whole = card with { Terms = terms };
        try
        {
            _ = CardJson.Encode(whole);
            return whole;
        }
        catch (MalformedException)
        {
            throw new ReportException("the files cannot go in one item", $"with the terms their card would be larger than {Card.MaxBytes / 1024} KiB", "Hand them in as several items, or shorten the terms.");
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
