using System.Text.Json;
using System.Text.Unicode;
using Exchange.Formats.Primitives;
using Exchange.Reports.Json;
using Exchange.Reports.Zip;

namespace Exchange.Reports.Inspect;

/// <summary>
/// An Inspect evaluation log (<c>.eval</c>): a ZIP of JSON files. Only its directory and its header are read, so that
/// a log of many gigabytes costs what a small one costs. Layout: inspect_ai, <c>log/_recorders/eval.py</c>.
/// </summary>
internal sealed class InspectLog
{
    /// <summary>The largest header that is read, inflated.</summary>
    public const int DefaultMaxHeader = 16 * 1024 * 1024;

    public const string HeaderName = "header.json";
    public const string StartName = "_journal/start.json";

    private const int MaxDepth = 128;
    private const long MaxVersion = 3;

    private readonly ZipSource source;
    private readonly ZipEntry entry;
    private readonly SampleEntries samples;

    private InspectLog(ZipSource source, ZipEntry entry, SampleEntries samples)
    {
        this.source = source;
        this.entry = entry;
        this.samples = samples;
    }

    /// <summary>Reads the directory; null for a ZIP that holds something else.</summary>
    /// <param name="stream">Seekable; the caller disposes it, after the log was read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="MalformedException">No ZIP, or a damaged one.</exception>
    public static async Task<InspectLog?> OpenAsync(Stream stream, CancellationToken cancellationToken)
    {
        ZipSource source = new(stream);
        ZipEnd end = await ZipEnd.ReadAsync(source, cancellationToken);
        ZipEntry? header = null;
        ZipEntry? start = null;
        SampleEntries samples = new();
        await ZipDirectory.ReadAsync(
            source,
            end,
            entry =>
            {
                // A log that was appended to has two headers, and its own tools take the last.
                header = entry.Name == HeaderName ? entry : header;
                start = entry.Name == StartName ? entry : start;
                samples.Add(entry.Name);
            },
            cancellationToken);
        return (header ?? start) is { } best ? new InspectLog(source, best, samples) : null;
    }

    /// <summary>Reads the header, or what the journal has of it while a run is in progress or after it crashed.</summary>
    /// <exception cref="MalformedException">Damaged, too large, too deep, not a log, or of a version that is not known.</exception>
    public async Task<Evaluation> ReadAsync(int maxHeader, CancellationToken cancellationToken)
    {
        byte[] bytes = await ZipContent.ReadAsync(source, entry, maxHeader, cancellationToken);
        if (!Utf8.IsValid(bytes))
        {
            throw new MalformedException($"{entry.Name} in it is not UTF-8");
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(BareNumbers.Quote(bytes), new JsonDocumentOptions { MaxDepth = MaxDepth });
            CheckVersion(json.RootElement);
            Evaluation evaluation = InspectHeader.Read(json.RootElement);
            return CardBounds.Apply(evaluation with { Warnings = InspectWarnings.Of(json.RootElement, evaluation, samples.Count) });
        }
        catch (JsonException)
        {
            throw new MalformedException($"{entry.Name} in it is not JSON, or nested more than {MaxDepth} deep");
        }
    }

    /// <summary>The first logs have no version; 3 was written for a short time and reads like 2.</summary>
    private static void CheckVersion(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new MalformedException("its header is not a JSON object");
        }

        if (root.TryMember("version", out JsonElement version)
            && !(version.ValueKind == JsonValueKind.Number && version.TryGetInt64(out long number) && number is >= 0 and <= MaxVersion))
        {
            throw new MalformedException($"its log version is none that is known (up to {MaxVersion})");
        }
    }
}
