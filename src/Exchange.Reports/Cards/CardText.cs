using System.Globalization;
using Exchange.Formats.Safety;

namespace Exchange.Reports.Cards;

/// <summary>A card as lines for a terminal. Every text in the card is made safe.</summary>
public static class CardText
{
    private const int LabelWidth = 11;

    public static IEnumerable<string> Lines(Card card)
    {
        yield return TerminalText.Safe(card.Title, Card.MaxTitle);
        yield return Line("kind", TerminalText.Safe(card.Kind, 40));
        if (card.Item is not null)
        {
            yield return Line("item", TerminalText.Safe(card.Item, 64));
        }

        if (card.Sender is not null)
        {
            yield return Line("sender", TerminalText.Safe(card.Sender, 120));
        }

        foreach (string line in card.Evaluation is { } evaluation ? Lines(evaluation) : [])
        {
            yield return line;
        }

        foreach (CardFile file in card.Files)
        {
            yield return Line($"part {Number(file.Part)}", $"{TerminalText.Safe(file.Name, 200)}, {Number(file.Bytes)} bytes");
        }

        foreach (string line in card.Terms?.Lines ?? [])
        {
            yield return Line("terms", line).TrimEnd();
        }

        foreach (string warning in card.Evaluation?.Warnings ?? [])
        {
            yield return Line("warning", TerminalText.Safe(warning));
        }
    }

    private static IEnumerable<string> Lines(Evaluation evaluation) =>
        [.. WhatRan(evaluation), .. HowItWent(evaluation), .. Results(evaluation), .. WhereFrom(evaluation)];

    private static IEnumerable<string> WhatRan(Evaluation evaluation)
    {
        yield return Line("task", $"{TerminalText.Safe(evaluation.Task)}{With(", version ", evaluation.TaskVersion)}");
        yield return Line("model", TerminalText.Safe(evaluation.Model));
        if (evaluation.Roles is { Count: > 0 } roles)
        {
            IEnumerable<string> named = roles.Select(role => $"{TerminalText.Safe(role.Role, 80)} {TerminalText.Safe(role.Model, 120)}");
            yield return Line("roles", string.Join(", ", named));
        }

        if (evaluation.Dataset is { } dataset)
        {
            yield return Line("dataset", Joined(dataset.Name, Counted(dataset.Samples, "sample", "samples")));
        }
    }

    private static IEnumerable<string> HowItWent(Evaluation evaluation)
    {
        string invalidated = evaluation.Invalidated ? ", invalidated" : "";
        yield return Line("status", $"{TerminalText.Safe(evaluation.Status, 40)}{invalidated}{With(": ", evaluation.Error)}");
        string? epochs = Counted(evaluation.Epochs, "epoch", "epochs");
        if (evaluation.TotalSamples is { } total)
        {
            string completed = evaluation.CompletedSamples is { } known ? Number(known) : "?";
            yield return Line("samples", Joined($"{completed} of {Number(total)} completed", epochs));
        }
        else if (evaluation.CompletedSamples is { } soFar)
        {
            yield return Line("samples", Joined($"{Number(soFar)} completed so far", epochs));
        }

        if (evaluation.Started is { } started)
        {
            yield return Line("run", $"{Time(started)}{(evaluation.Completed is { } ended ? $" to {Time(ended)}" : "")}");
        }
    }

    private static IEnumerable<string> Results(Evaluation evaluation)
    {
        foreach (EvaluationScore score in evaluation.Scores)
        {
            string metrics = score.Metrics.Count == 0 ? "no metrics" : string.Join(", ", score.Metrics.Select(Metric));
            yield return Line("score", $"{TerminalText.Safe(score.Name, 80)}{With(" by ", score.Reducer)}: {metrics}");
        }

        foreach (ModelUsage usage in evaluation.Usage)
        {
            yield return Line("tokens", Joined(
                usage.Model,
                Counted(usage.InputTokens, "in", "in"),
                Counted(usage.OutputTokens, "out", "out"),
                Counted(usage.CacheWriteTokens, "to cache", "to cache"),
                Counted(usage.CacheReadTokens, "from cache", "from cache"),
                Counted(usage.TotalTokens, "in total", "in total")));
        }
    }

    private static IEnumerable<string> WhereFrom(Evaluation evaluation)
    {
        if (evaluation.Revision is { } revision)
        {
            string? changes = revision.Dirty == true ? "with uncommitted changes" : null;
            yield return Line("revision", Joined(revision.Origin, revision.Commit, changes));
        }

        if (evaluation.InspectVersion is { } version)
        {
            yield return Line("made by", $"Inspect {TerminalText.Safe(version, 80)}");
        }

        if (evaluation.Tags.Count > 0)
        {
            yield return Line("tags", string.Join(", ", evaluation.Tags.Select(tag => TerminalText.Safe(tag, 80))));
        }
    }

    private static string Metric(EvaluationMetric metric)
    {
        string group = metric.Group is { } name ? $" ({TerminalText.Safe(name, 80)})" : "";
        return $"{TerminalText.Safe(metric.Name, 80)}{group} {Short(metric.Value.Value)}";
    }

    private static string Short(double value) =>
        value.ToString(Math.Abs(value) is > 0 and < 0.001 ? "G3" : "0.####", CultureInfo.InvariantCulture);

    private static string Line(string label, string text) => $"  {label.PadRight(LabelWidth)}{text}";

    private static string Joined(params ReadOnlySpan<string?> texts)
    {
        List<string> shown = [];
        foreach (string? text in texts)
        {
            if (!string.IsNullOrEmpty(text))
            {
                shown.Add(TerminalText.Safe(text));
            }
        }

        return string.Join(", ", shown);
    }

    private static string With(string before, string? text) => text is null ? "" : before + TerminalText.Safe(text, 200);

    private static string? Counted(long? value, string one, string many) =>
        value is { } number ? $"{Number(number)} {(number == 1 ? one : many)}" : null;

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
