using System.Globalization;
using System.Text.Json;
using Exchange.Formats.Primitives;
using Exchange.Reports.Zip;

namespace Exchange.Reports.Inspect;

/// <summary>
/// What a log records during its run: a file for every few samples that ended (<c>_journal/summaries/N.json</c>) and one for each
/// change to the configuration (<c>_journal/config_updates/N.json</c>). Read only if there is no header.
/// </summary>
internal sealed class Journal
{
    private const string Summaries = "_journal/summaries/";
    private const string ConfigUpdates = "_journal/config_updates/";
    private const string Suffix = ".json";

    /// <summary>The most entries of each sort; a journal with more is not read.</summary>
    public const int MaxEntries = 100_000;

    /// <summary>The most decompressed bytes of all entries together.</summary>
    public const long MaxBytes = 128 * 1024 * 1024;

    private const int MaxEntryBytes = 16 * 1024 * 1024;

    // By number, which is their order; of two with the same name the last counts.
    private readonly SortedDictionary<int, ZipEntry> summaries = [];
    private readonly SortedDictionary<int, ZipEntry> configUpdates = [];
    private bool tooMany;

    public void Add(ZipEntry entry)
    {
        if (Number(entry.Name, Summaries) is { } summary)
        {
            Add(summaries, summary, entry);
        }
        else if (Number(entry.Name, ConfigUpdates) is { } update)
        {
            Add(configUpdates, update, entry);
        }
    }

    /// <summary>The samples that ended so far; null if the journal is too large to read for a card.</summary>
    /// <exception cref="MalformedException">An entry of the journal is damaged.</exception>
    public async Task<JournalSamples?> ReadSamplesAsync(ZipSource source, CancellationToken cancellationToken)
    {
        if (tooMany || summaries.Values.Sum(entry => entry.Size) > MaxBytes)
        {
            return null;
        }

        JournalSamples samples = new();
        foreach (ZipEntry entry in summaries.Values)
        {
            using JsonDocument json = await ParseAsync(source, entry, cancellationToken);
            if (json.RootElement.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement summary in json.RootElement.EnumerateArray())
                {
                    samples.Add(summary);
                }
            }

            if (samples.Count > JournalSamples.MaxSamples)
            {
                return null;
            }
        }

        return samples;
    }

    /// <summary>The changes to the configuration, in order.</summary>
    /// <exception cref="MalformedException">An entry of the journal is damaged.</exception>
    public async Task<IReadOnlyList<JsonElement>> ReadConfigUpdatesAsync(ZipSource source, CancellationToken cancellationToken)
    {
        List<JsonElement> updates = [];
        if (!tooMany && configUpdates.Values.Sum(entry => entry.Size) <= MaxEntryBytes)
        {
            foreach (ZipEntry entry in configUpdates.Values)
            {
                using JsonDocument json = await ParseAsync(source, entry, cancellationToken);
                updates.Add(json.RootElement.Clone());
            }
        }

        return updates;
    }

    private static async Task<JsonDocument> ParseAsync(ZipSource source, ZipEntry entry, CancellationToken cancellationToken) =>
        HeaderJson.Parse("the journal", await ZipContent.ReadAsync(source, entry, MaxEntryBytes, cancellationToken));

    private void Add(SortedDictionary<int, ZipEntry> entries, int number, ZipEntry entry)
    {
        entries[number] = entry;
        if (entries.Count > MaxEntries)
        {
            tooMany = true;
            entries.Clear();
        }
    }

    private static int? Number(string name, string folder) =>
        name.StartsWith(folder, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(folder.Length..^Suffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;
}
