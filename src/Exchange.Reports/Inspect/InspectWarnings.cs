using System.Globalization;
using System.Text.Json;
using Exchange.Reports.Json;

namespace Exchange.Reports.Inspect;

/// <summary>What a sender should know before sending a log and a reader before trusting it: plain sentences, safe to show.</summary>
internal static class InspectWarnings
{
    /// <summary>Metrics that one sentence names.</summary>
    private const int MaxNamed = 5;

    /// <param name="root">The header.</param>
    /// <param name="evaluation">What was read of it.</param>
    /// <param name="samplesInFile">How many samples the file holds; null where that is not known.</param>
    /// <param name="journaled">Changes of the configuration that stand in a journal and not yet in the header.</param>
    public static List<string> Of(JsonElement root, Evaluation evaluation, int? samplesInFile, IReadOnlyList<JsonElement> journaled)
    {
        List<JsonElement> updates = [.. root.Array("config_updates")?.EnumerateArray() ?? default, .. journaled];
        return
        [
            .. Status(root, evaluation),
            .. Counts(evaluation, samplesInFile),
            .. Scores(evaluation),
            .. ConfigUpdates.Warnings(updates),
            .. new Disclosure().In(root, updates),
        ];
    }

    private static IEnumerable<string> Status(JsonElement root, Evaluation evaluation)
    {
        switch (evaluation.Status)
        {
            case InspectStatus.Success:
                break;
            case InspectStatus.Started:
                yield return "the run is in progress or crashed: the log has no final results";
                break;
            case InspectStatus.Cancelled:
                yield return "the run was cancelled before its end";
                break;
            case InspectStatus.Error:
                yield return $"the run ended with an error: {TerminalText.Safe(evaluation.Error ?? "no message", 200)}";
                break;
            default:
                yield return $"the log's status is none that is known: {TerminalText.Safe(evaluation.Status, 40)}";
                break;
        }

        if (evaluation.Invalidated)
        {
            yield return "the log is marked as invalidated";
        }

        if (root.Array("log_updates")?.GetArrayLength() is > 0 and int updates)
        {
            yield return $"the log was edited after the run ({Number(updates)} {(updates == 1 ? "time" : "times")})";
        }
    }

    private static IEnumerable<string> Counts(Evaluation evaluation, int? samplesInFile)
    {
        if (evaluation.TotalSamples is { } total && evaluation.CompletedSamples is { } completed)
        {
            if (total != completed)
            {
                yield return $"{Number(completed)} of {Number(total)} samples completed";
            }

            if (evaluation.Dataset?.Samples is { } inDataset && total > (decimal)inDataset * (evaluation.Epochs ?? 1))
            {
                long epochs = evaluation.Epochs ?? 1;
                yield return $"the header counts {Number(total)} samples, more than a dataset of {Number(inDataset)} gives with {Number(epochs)} {(epochs == 1 ? "epoch" : "epochs")}";
            }

            if (samplesInFile == 0 && completed > 0)
            {
                yield return $"the header counts {Number(completed)} completed samples, but the file holds none";
            }
            else if (samplesInFile is { } held && (held < completed || held > Math.Max(total, completed)))
            {
                yield return $"the header counts {Number(completed)} completed samples of {Number(total)}, but the file holds {Number(held)}";
            }
        }
        else if (evaluation.Status == InspectStatus.Started && samplesInFile is { } soFar)
        {
            yield return $"the file holds {Number(soFar)} {(soFar == 1 ? "sample" : "samples")} so far";
        }
    }

    private static IEnumerable<string> Scores(Evaluation evaluation)
    {
        if (evaluation.Status == InspectStatus.Success && evaluation.Scores.Count == 0)
        {
            yield return "the run succeeded but has no scores";
        }

        foreach (EvaluationScore score in evaluation.Scores)
        {
            string name = TerminalText.Safe(score.Name, 80);
            if (score.UnscoredSamples is > 0 and { } unscored)
            {
                yield return $"{name} left {Number(unscored)} {(unscored == 1 ? "sample" : "samples")} without a score";
            }

            // Both are at most MaxValue, so as decimals their sum cannot overflow.
            decimal counted = (score.ScoredSamples ?? 0m) + (score.UnscoredSamples ?? 0m);
            if (evaluation.TotalSamples is { } total && counted > total)
            {
                yield return $"{name} counts {counted.ToString(CultureInfo.InvariantCulture)} samples, but the run had {Number(total)}";
            }

            List<EvaluationMetric> strange = [.. score.Metrics.Where(metric => !double.IsFinite(metric.Value.Value))];
            if (strange.Count > 0)
            {
                string metrics = string.Join(", ", strange.Take(MaxNamed).Select(metric => $"{TerminalText.Safe(metric.Name, 80)} is {metric.Value}"));
                string more = strange.Count > MaxNamed ? $" and {Number(strange.Count - MaxNamed)} more" : "";
                yield return $"{name} has metrics that are no finite numbers: {metrics}{more}";
            }
        }
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
