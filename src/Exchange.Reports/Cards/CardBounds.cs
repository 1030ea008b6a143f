using System.Globalization;
using System.Text.Json;

namespace Exchange.Reports.Cards;

/// <summary>Limits what a card says about an evaluation, however large the log's header is. A warning says what was left out.</summary>
internal static class CardBounds
{
    /// <summary>Half of a card: the other half is for file names and the title.</summary>
    private const int MaxBytes = Card.MaxBytes / 2;

    public static Evaluation Apply(Evaluation evaluation)
    {
        for (int budget = 256; ; budget /= 2)
        {
            Evaluation bounded = Cut(evaluation, budget);
            if (budget == 1 || Fits(bounded))
            {
                return bounded;
            }
        }
    }

    private static bool Fits(Evaluation evaluation)
    {
        Card card = new() { Kind = "", Title = "", Evaluation = evaluation };
        return JsonSerializer.SerializeToUtf8Bytes(card, CardJsonContext.Default.Card).Length <= MaxBytes;
    }

    private static Evaluation Cut(Evaluation evaluation, int budget)
    {
        int left = 0;
        List<EvaluationScore> scores = [.. evaluation.Scores.Take(budget)];
        left += evaluation.Scores.Count - scores.Count;
        int metrics = budget;
        for (int index = 0; index < scores.Count; index++)
        {
            int kept = Math.Min(metrics, scores[index].Metrics.Count);
            left += scores[index].Metrics.Count - kept;
            metrics -= kept;
            scores[index] = scores[index] with { Metrics = [.. scores[index].Metrics.Take(kept)] };
        }

        List<string> warnings = [.. evaluation.Warnings.Take(budget)];
        left += Math.Max((evaluation.Roles?.Count ?? 0) - budget, 0);
        left += Math.Max(evaluation.Usage.Count - budget, 0) + Math.Max(evaluation.Tags.Count - budget, 0);
        left += evaluation.Warnings.Count - warnings.Count;
        if (left > 0)
        {
            string count = left.ToString(CultureInfo.InvariantCulture);
            warnings.Add($"the card leaves out {count} scores, metrics, models, roles, tags or warnings; the log has them");
        }

        return evaluation with
        {
            Scores = scores,
            Roles = evaluation.Roles?.Take(budget).ToList(),
            Usage = [.. evaluation.Usage.Take(budget)],
            Tags = [.. evaluation.Tags.Take(budget)],
            Warnings = warnings,
        };
    }
}
