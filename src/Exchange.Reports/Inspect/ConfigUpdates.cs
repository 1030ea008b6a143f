using System.Globalization;
using System.Text.Json;
using Exchange.Reports.Json;

namespace Exchange.Reports.Inspect;

/// <summary>Changes of the configuration while the run went on (inspect_ai, <c>log/_config_update.py</c>).</summary>
internal static class ConfigUpdates
{
    /// <summary>Names that the sentence gives.</summary>
    private const int MaxNamed = 5;

    /// <summary>One sentence, where there are any: the card tells with which configuration the run began.</summary>
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
        string which = names.Length == 0 ? "" : $": {string.Join(", ", names.Take(MaxNamed))}{(names.Length > MaxNamed ? " and more" : "")}";
        yield return $"the configuration was changed during the run ({times}){which}";
    }
}
