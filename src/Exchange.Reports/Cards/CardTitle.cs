using System.Globalization;
using Exchange.Formats.Safety;

namespace Exchange.Reports.Cards;

/// <summary>The title of a card whose sender gave none: in plain words and safe to show.</summary>
internal static class CardTitle
{
    public static string Of(Evaluation? evaluation, IReadOnlyList<CardFile> files)
    {
        if (evaluation is not null)
        {
            return TerminalText.Safe($"{Last(evaluation.Task).Replace('_', '-')} on {Last(evaluation.Model)}", Card.MaxTitle);
        }

        string name = TerminalText.Safe(files[0].Name, Card.MaxTitle - 40);
        return files.Count == 1 ? name : $"{name} and {(files.Count - 1).ToString(CultureInfo.InvariantCulture)} more";
    }

    /// <summary>The name of a task or model without the package or provider before it.</summary>
    private static string Last(string name)
    {
        string trimmed = name.TrimEnd('/');
        string last = trimmed[(trimmed.LastIndexOf('/') + 1)..];
        return last.Length == 0 ? name : last;
    }
}
