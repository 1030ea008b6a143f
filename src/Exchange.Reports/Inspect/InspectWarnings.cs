using System.Globalization;
using System.Text.Json;
using Exchange.Formats.Safety;
using Exchange.Reports.Cards;
using Exchange.Reports.Json;

namespace Exchange.Reports.Inspect;

/// <summary>What the sender should know before submitting a log, and a reader before trusting it: plain sentences, safe to show.</summary>
internal static class InspectWarnings
{
    /// <summary>The number of metrics in one sentence.</summary>
    private const int MaxNamed = 5;

    /// <param name="root">The header.</param>
    /// <param name="evaluation">The evaluation read from it.</param>
    /// <param name="samplesInFile">The number of samples in the file; null if unknown.</param>
    /// <param name="journaled">Changes to the configuration that are in the journal but not in the header.</param>
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
                yield return "the run was cancelled before it finished";
                break;
            case InspectStatus.Error:
                yield return $"the run ended with an error: {TerminalText.Safe(evaluation.Error ?? "no message", 200)}";
                break;
            default:
                yield return $"the log has an unknown status: {TerminalText.Safe(evaluation.Status, 40)}";
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
                yield return $"{Number(completed)} of {Samples(total)} completed";
            }

            if (evaluation.Dataset?.Samples is { } inDataset && total > (decimal)inDataset * (evaluation.Epochs ?? 1))
            {
                long epochs = evaluation.Epochs ?? 1;
                string inEpochs = $"in {Number(epochs)} {(epochs == 1 ? "epoch" : "epochs")}";
                yield return $"the header counts {Samples(total)}, more than a dataset of {Number(inDataset)} gives {inEpochs}";
            }

            string counted = $"the header counts {Number(completed)} of {Samples(total)} as completed";
            if (samplesInFile == 0 && completed > 0)
            {
                yield return $"{counted}, but the file contains none";
            }
            else if (samplesInFile is { } held && (held < completed || held > Math.Max(total, completed)))
            {
                yield return $"{counted}, but the file contains {Number(held)}";
            }
        }
        else if (evaluation.Status == InspectStatus.Started && samplesInFile is { } soFar)
        {
            yield return $"the file contains {Samples(soFar)} so far";
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
                yield return $"{name} did not score {Samples(unscored)}";
            }

            // Both are at most long.MaxValue, so their sum as decimals cannot overflow.
            decimal counted = (score.ScoredSamples ?? 0m) + (score.UnscoredSamples ?? 0m);
            if (evaluation.TotalSamples is { } total && counted > total)
            {
                yield return $"{name} counts {counted.ToString(CultureInfo.InvariantCulture)} samples, but the run had {Number(total)}";
            }

            List<EvaluationMetric> strange = [.. score.Metrics.Where(metric => !double.IsFinite(metric.Value.Value))];
            if (strange.Count > 0)
            {
                IEnumerable<string> named =
                    strange.Take(MaxNamed).Select(metric => $"{TerminalText.Safe(metric.Name, 80)} is {metric.Value}");
                string more = strange.Count > MaxNamed ? $" and {Number(strange.Count - MaxNamed)} more" : "";
                yield return $"{name} has metrics that are not finite numbers: {string.Join(", ", named)}{more}";
            }
        }
    }

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Samples(long count) => $"{Number(count)} {(count == 1 ? "sample" : "samples")}";
}
