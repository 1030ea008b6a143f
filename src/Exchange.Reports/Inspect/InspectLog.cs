using System.Text.Json;
using Exchange.Formats.Primitives;
using Exchange.Reports.Cards;
using Exchange.Reports.Zip;

namespace Exchange.Reports.Inspect;

/// <summary>
/// An Inspect evaluation log (<c>.eval</c>): a ZIP of JSON files. Only its directory and its header are read, so a log of many
/// gigabytes is as quick to read as a small one. Layout: inspect_ai, <c>log/_recorders/eval.py</c>.
/// </summary>
internal sealed class InspectLog : IInspectLog
{
    /// <summary>The largest header to read, decompressed.</summary>
    public const int DefaultMaxHeader = 16 * 1024 * 1024;

    public const string HeaderName = "header.json";
    public const string StartName = "_journal/start.json";

    private readonly ZipSource source;
    private readonly int maxHeader;
    private readonly Journal journal = new();
    private readonly SampleEntries samples = new();
    private ZipEntry? header;
    private ZipEntry? start;

    private InspectLog(ZipSource source, int maxHeader)
    {
        this.source = source;
        this.maxHeader = maxHeader;
    }

    /// <summary>Reads the directory. Returns null if the ZIP contains something else.</summary>
    /// <param name="stream">Seekable. The caller disposes it after the log was read.</param>
    /// <param name="maxHeader">The largest header to read, in decompressed bytes.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="MalformedException">It is not a ZIP, or is damaged.</exception>
    public static async Task<IInspectLog?> OpenAsync(Stream stream, int maxHeader, CancellationToken cancellationToken)
    {
        ZipSource source = new(stream);
        ZipEnd end = await ZipEnd.ReadAsync(source, cancellationToken);
        InspectLog log = new(source, maxHeader);
        await ZipDirectory.ReadAsync(source, end, log.Add, cancellationToken);
        return log.header is null && log.start is null ? null : log;
    }

    public async Task<Evaluation> ReadAsync(CancellationToken cancellationToken) => CardBounds.Apply(header is null
        ? await ReadJournalAsync(cancellationToken)
        : await ReadHeaderAsync(header, [], cancellationToken));

    private void Add(ZipEntry entry)
    {
        // A log that was appended to has two headers; Inspect reads the last.
        header = entry.Name == HeaderName ? entry : header;
        start = entry.Name == StartName ? entry : start;
        journal.Add(entry);
        samples.Add(entry.Name);
    }

    private async Task<Evaluation> ReadHeaderAsync(
        ZipEntry entry, IReadOnlyList<JsonElement> journaled, CancellationToken cancellationToken)
    {
        using JsonDocument json = HeaderJson.Parse(entry.Name, await ZipContent.ReadAsync(source, entry, maxHeader, cancellationToken));
        HeaderJson.CheckVersion(json.RootElement);
        Evaluation evaluation = InspectHeader.Read(json.RootElement);
        return evaluation with { Warnings = InspectWarnings.Of(json.RootElement, evaluation, samples.Count(), journaled) };
    }

    /// <summary>Reads a log whose run is in progress or crashed.</summary>
    private async Task<Evaluation> ReadJournalAsync(CancellationToken cancellationToken)
    {
        // 1. What was to be run, and what was changed during the run?
        IReadOnlyList<JsonElement> updates = await journal.ReadConfigUpdatesAsync(source, cancellationToken);
        ZipEntry beginning = start ?? throw new MalformedException($"it contains neither {HeaderName} nor {StartName}");
        Evaluation evaluation = await ReadHeaderAsync(beginning, updates, cancellationToken);

        // 2. How far did it get?
        JournalSamples? ended = await journal.ReadSamplesAsync(source, cancellationToken);
        return evaluation with
        {
            CompletedSamples = ended?.Count - ended?.Failed,
            Usage = ended?.Usage() ?? [],
            Warnings = [.. evaluation.Warnings, .. JournalWarnings(ended)],
        };
    }

    private IEnumerable<string> JournalWarnings(JournalSamples? ended)
    {
        if (ended is null)
        {
            yield return "the journal of the log is too large to read for the card";
            yield break;
        }

        if (ended.Failed > 0)
        {
            yield return $"{InspectWarnings.Samples(ended.Failed)} ended with an error so far";
        }

        int held = samples.Count();
        if (ended.Count != held)
        {
            yield return $"the journal lists {InspectWarnings.Samples(ended.Count)}, but the file contains {InspectWarnings.Number(held)}";
        }
    }
}
