using Exchange.Formats.Primitives;
using Exchange.Formats.Safety;
using Exchange.Reports.Cards;
using Exchange.Reports.Inspect;

namespace Exchange.Reports;

/// <summary>
/// Makes a card from the files that a sender submits. An evaluation log is recognised by its content, and of it only the directory
/// and the header are read, whatever its size. Other files are read only as far as it takes to see that they are not logs.
/// </summary>
public static class CardReader
{
    private const string LogExtension = ".eval";

    /// <summary>Makes the card alone; see <see cref="ReadReportAsync"/>.</summary>
    /// <exception cref="ReportException">A file cannot be submitted as asked.</exception>
    public static async Task<Card> ReadAsync(IReadOnlyList<string> paths, CardOptions options, CancellationToken cancellationToken) =>
        (await ReadReportAsync(paths, options, cancellationToken)).Card;

    /// <summary>Makes the card and the warnings for its sender. The first log among the files gives the evaluation.</summary>
    /// <exception cref="ReportException">
    /// There is no file; one cannot be read; one is named <c>.eval</c> but is not a readable log (kind <c>document</c> allows it); a
    /// log has an unsupported version; no file is a log though the kind requires one; the kind is unknown; or the title is too long.
    /// </exception>
    public static async Task<ReadReport> ReadReportAsync(
        IReadOnlyList<string> paths, CardOptions options, CancellationToken cancellationToken)
    {
        // 1. Do the options make sense?
        CheckOptions(paths, options);

        // 2. Does every file exist, and which of them are logs?
        List<CardFile> files = [];
        List<string> warnings = [];
        List<Evaluation> logs = [];
        foreach (string path in paths)
        {
            CardFile file = new(files.Count + 1, Path.GetFileName(path), SizeOf(path));
            files.Add(file);
            if (options.Kind == CardKind.Document
                || await ReadLogAsync(path, file, options, warnings, cancellationToken) is not { } log)
            {
                continue;
            }

            logs.Add(log);
            if (logs.Count > 1)
            {
                warnings.Add($"{Shown(path)} is another evaluation log; the card describes only the first");
            }
        }

        // 3. The first log decides what the card says.
        Evaluation? evaluation = logs.Count == 0 ? null : logs[0];
        if (options.Kind == CardKind.EvaluationResult && evaluation is null)
        {
            throw new ReportException(
                $"{Shown(paths[0])} cannot be submitted as an evaluation result",
                paths.Count == 1 ? "it is not an evaluation log" : "none of the files is an evaluation log");
        }

        Card card = new()
        {
            Kind = evaluation is null ? CardKind.Document : CardKind.EvaluationResult,
            Title = options.Title ?? CardTitle.Of(evaluation, files),
            Files = files,
            Evaluation = evaluation,
        };
        CheckSize(card);
        return new ReadReport(card, [.. evaluation?.Warnings ?? [], .. warnings]);
    }

    private static void CheckOptions(IReadOnlyList<string> paths, CardOptions options)
    {
        if (paths.Count == 0)
        {
            throw new ReportException("there is nothing to submit", "no file was named");
        }

        if (options.Kind is not (null or CardKind.EvaluationResult or CardKind.Document))
        {
            throw new ReportException(
                $"files cannot be submitted as {TerminalText.Safe(options.Kind, 40)}",
                $"the kinds for files are {CardKind.EvaluationResult} and {CardKind.Document}");
        }

        if (options.Title is { Length: 0 or > Card.MaxTitle })
        {
            throw new ReportException("the title cannot be used", $"a title must have 1 to {Card.MaxTitle} characters");
        }
    }

    /// <summary>The evaluation in a file; null if the file is not a log.</summary>
    private static async Task<Evaluation?> ReadLogAsync(
        string path, CardFile file, CardOptions options, List<string> warnings, CancellationToken cancellationToken)
    {
        bool mustBeLog = file.Name.EndsWith(LogExtension, StringComparison.OrdinalIgnoreCase);
        bool found = false;
        try
        {
            // No buffer, so that exactly what the reader asks for is read.
            await using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, useAsync: true);
            if (await InspectFile.OpenAsync(stream, mustBeLog, cancellationToken) is { } log)
            {
                found = true;
                return await log.ReadAsync(cancellationToken);
            }

            return mustBeLog ? throw NotALog(path, $"it contains neither {InspectLog.HeaderName} nor {InspectLog.StartName}") : null;
        }
        catch (MalformedException exception)
            when (mustBeLog || options.Kind == CardKind.EvaluationResult || exception is UnknownLogVersionException)
        {
            throw NotALog(path, exception.Message);
        }
        catch (MalformedException exception)
        {
            if (found)
            {
                warnings.Add($"{Shown(path)} looks like an evaluation log but will be submitted as a document: {exception.Message}");
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, exception);
        }
    }

    private static long SizeOf(string path)
    {
        if (Directory.Exists(path))
        {
            throw new ReportException($"{Shown(path)} cannot be submitted", "it is a folder; name the files in it");
        }

        try
        {
            return new FileInfo(path).Length;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Unreadable(path, exception);
        }
    }

    private static void CheckSize(Card card)
    {
        try
        {
            _ = CardJson.Encode(card);
        }
        catch (MalformedException)
        {
            throw new ReportException(
                "these files cannot be submitted as one item", "their names alone fill the card; pack them into one file");
        }
    }

    private static ReportException NotALog(string path, string why) => new(
        $"{Shown(path)} is not a readable evaluation log", why, $"To submit it without reading it, use --kind {CardKind.Document}.");

    private static ReportException Unreadable(string path, Exception exception) => new(
        $"{Shown(path)} cannot be read",
        exception switch
        {
            FileNotFoundException or DirectoryNotFoundException => "the file does not exist",
            UnauthorizedAccessException => "permission denied",
            _ => TerminalText.Safe(exception.Message, 200),
        });

    private static string Shown(string path) => TerminalText.Safe(Path.GetFileName(path) is { Length: > 0 } name ? name : path, 120);
}

/// <summary>What the sender may decide about the card.</summary>
public sealed record CardOptions
{
    /// <summary>The title, at most <see cref="Card.MaxTitle"/> characters; null for one made from the content.</summary>
    public string? Title { get; init; }

    /// <summary>One of <see cref="CardKind"/>, or null to decide by content; a document is not read at all.</summary>
    public string? Kind { get; init; }
}

/// <summary>A card, and warnings for its sender: plain sentences in which text from the files has been made safe.</summary>
public sealed record ReadReport(Card Card, IReadOnlyList<string> Warnings);
