using System.Globalization;
using System.Text.Json;
using Exchange.Formats.Primitives;
using Exchange.Reports.Zip;

namespace Exchange.Reports.Inspect;

/// <summary>
/// An Inspect evaluation log (<c>.eval</c>): a ZIP of JSON files. Only its directory and its header are read, so that
/// a log of many gigabytes costs what a small one costs. Layout: inspect_ai, <c>log/_recorders/eval.py</c>.
/// </summary>
internal sealed class InspectLog : IInspectLog
{
    /// <summary>The largest header that is read, inflated.</summary>
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

    /// <summary>Reads the directory; null for a ZIP that holds something else.</summary>
    /// <param name="stream">Seekable; the caller disposes it, after the log was read.</param>
    /// <param name="maxHeader">The largest header that is read, in bytes inflated.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="MalformedException">No ZIP, or a damaged one.</exception>
    public static async Task<IInspectLog?> OpenAsync(Stream stream, int maxHeader, CancellationToken cancellationToken)
    {
        ZipSource source = new(stream);
        ZipEnd end = await ZipEnd.ReadAsync(source, cancellationToken);
        InspectLog log = new(source, maxHeader);
        await ZipDirectory.ReadAsync(source, end, log.Add, cancellationToken);
        return log.header is null && log.start is null ? null : log;
    }

    public async Task<Evaluation> ReadAsync(CancellationToken cancellationToken) =>
        CardBounds.Apply(header is null ? await ReadJournalAsync(cancellationToken) : await ReadHeaderAsync(header, [], cancellationToken));

    private void Add(ZipEntry entry)
    {
        // A log that was appended to has two headers, and its own tools take the last.
        header = entry.Name == HeaderName ? entry : header;
        start = entry.Name == StartName ? entry : start;
        journal.Add(entry);
        samples.Add(entry.Name);
    }

    private async Task<Evaluation> ReadHeaderAsync(ZipEntry entry, IReadOnlyList<JsonElement> journaled, CancellationToken cancellationToken)
    {
        using JsonDocument json = HeaderJson.Parse(entry.Name, await ZipContent.ReadAsync(source, entry, maxHeader, cancellationToken));
        HeaderJson.CheckVersion(json.RootElement);
        Evaluation evaluation = InspectHeader.Read(json.RootElement);
        return evaluation with { Warnings = InspectWarnings.Of(json.RootElement, evaluation, samples.Count(), journaled) };
    }

    /// <summary>What there is of a log while its run is in progress, or after it crashed.</summary>
    private async Task<Evaluation> ReadJournalAsync(CancellationToken cancellationToken)
    {
        // 1. What was to be run, and what was changed on the way.
        IReadOnlyList<JsonElement> updates = await journal.ReadConfigUpdatesAsync(source, cancellationToken);
        Evaluation evaluation = await ReadHeaderAsync(start ?? throw new MalformedException("it has no beginning"), updates, cancellationToken);

        // 2. How far it came.
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
            yield return "the log's journal is too large to be read for the card";
            yield break;
        }

        if (ended.Failed > 0)
        {
            yield return $"{Number(ended.Failed)} {(ended.Failed == 1 ? "sample" : "samples")} ended with an error so far";
        }

        int held = samples.Count();
        if (ended.Count != held)
        {
            yield return $"the journal tells of {Number(ended.Count)} {(ended.Count == 1 ? "sample" : "samples")}, but the file holds {Number(held)}";
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
