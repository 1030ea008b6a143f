using System.Globalization;
using System.Text.Json;
using Exchange.Formats.Safety;
using Exchange.Reports.Json;

namespace Exchange.Reports.Inspect;

/// <summary>Changes to the configuration during the run (inspect_ai, <c>log/_config_update.py</c>).</summary>
internal static class ConfigUpdates
{
    /// <summary>The number of names in the sentence.</summary>
    private const int MaxNamed = 5;

    /// <summary>One sentence, if there are any: the card shows the configuration that the run started with.</summary>
    public static IEnumerable<string> Warnings(IReadOnlyList<JsonElement> updates)
    {
        if (updates.Count == 0)
        {
            yield break;
        }

        string[] names =
        [
            .. updates.SelectMany(update => update.Array("changes")?.EnumerateArray() ?? default)
                .Select(change => change.Text("name"))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Select(name => TerminalText.Safe(name, 60)),
        ];
        string times = $"{updates.Count.ToString(CultureInfo.InvariantCulture)} {(updates.Count == 1 ? "time" : "times")}";
        string more = names.Length > MaxNamed ? " and more" : "";
        string which = names.Length == 0 ? "" : $": {string.Join(", ", names.Take(MaxNamed))}{more}";
        yield return $"the configuration was changed during the run ({times}){which}";
    }
}
