using Exchange.Formats.Primitives;
using Exchange.Reports.Inspect;

namespace Exchange.Reports;

/// <summary>
/// Reads the files that a researcher hands in into a card. A log is known by its content; of files that no reader knows
/// nothing is read. Of a log its directory and header are read, whatever its size.
/// </summary>
public static class CardReader
{
    private const string LogExtension = ".eval";

    /// <summary>The card alone; see <see cref="ReadReportAsync"/>.</summary>
    /// <exception cref="ReportException">A file cannot be handed in as asked.</exception>
    public static async Task<Card> ReadAsync(IReadOnlyList<string> paths, CardOptions options, CancellationToken cancellationToken) =>
        (await ReadReportAsync(paths, options, cancellationToken)).Card;

    /// <summary>The card and what its sender should know before sending. The first log among the files gives the evaluation.</summary>
    /// <exception cref="ReportException">
    /// No file, one that cannot be read, one that is named <c>.eval</c> without being a readable log (which
    /// <see cref="CardOptions.Kind"/> <c>document</c> allows), a log of a version that is not known whatever its name, no log where one was asked for, an unknown kind, or a title too long.
    /// </exception>
    public static async Task<ReadReport> ReadReportAsync(IReadOnlyList<string> paths, CardOptions options, CancellationToken cancellationToken)
    {
        // 1. What was asked for makes sense.
        CheckOptions(paths, options);

        // 2. Every file is there; each that may be a log is looked into.
        List<CardFile> files = [];
        List<string> warnings = [];
        List<Evaluation> logs = [];
        foreach (string path in paths)
        {
            CardFile file = new(files.Count + 1, Path.GetFileName(path), SizeOf(path));
            files.Add(file);
            if (options.Kind == CardKind.Document || await ReadLogAsync(path, file, options, warnings, cancellationToken) is not { } log)
            {
                continue;
            }

            logs.Add(log);
            if (logs.Count > 1)
            {
                warnings.Add($"{Shown(path)} is a further evaluation log: the card describes only the first");
            }
        }

        // 3. The first log decides what the card tells.
        Evaluation? evaluation = logs.Count == 0 ? null : logs[0];
        if (options.Kind == CardKind.EvaluationResult && evaluation is null)
        {
            throw new ReportException($"{Shown(paths[0])} cannot go as an evaluation result", "no file of it is an evaluation log");
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
            throw new ReportException("nothing can be handed in", "no file was named");
        }

        if (options.Kind is not (null or CardKind.EvaluationResult or CardKind.Document))
        {
            throw new ReportException(
                $"files cannot go as {TerminalText.Safe(options.Kind, 40)}",
                $"the kinds for files are {CardKind.EvaluationResult} and {CardKind.Document}");
        }

        if (options.Title is { Length: 0 or > CardOptions.MaxTitle })
        {
            throw new ReportException("the title cannot be used", $"a title has 1 to {CardOptions.MaxTitle} characters");
        }
    }

    /// <summary>The evaluation that a file tells of; null where it tells of none.</summary>
    private static async Task<Evaluation?> ReadLogAsync(
        string path, CardFile file, CardOptions options, List<string> warnings, CancellationToken cancellationToken)
    {
        bool mustBeLog = file.Name.EndsWith(LogExtension, StringComparison.OrdinalIgnoreCase);
        bool found = false;
        try
        {
            // No buffer: exactly what the reader asks for is read.
            await using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, useAsync: true);
            if (await InspectFile.OpenAsync(stream, mustBeLog, cancellationToken) is { } log)
            {
                found = true;
                return await log.ReadAsync(cancellationToken);
            }

            return mustBeLog ? throw NotALog(path, $"it holds neither {InspectLog.HeaderName} nor {InspectLog.StartName}") : null;
        }
        catch (MalformedException exception) when (mustBeLog || options.Kind == CardKind.EvaluationResult || exception is UnknownLogVersionException)
        {
            throw NotALog(path, exception.Message);
        }
        catch (MalformedException exception)
        {
            if (found)
            {
                warnings.Add($"{Shown(path)} looks like an evaluation log but goes as a document: {exception.Message}");
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
            throw new ReportException($"{Shown(path)} cannot be handed in", "it is a folder; name the files in it");
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
            throw new ReportException("these files cannot go as one item", "their names alone fill the card; pack them into one file");
        }
    }

    private static ReportException NotALog(string path, string why) => new(
        $"{Shown(path)} is not a readable evaluation log", why, $"With --kind {CardKind.Document} it can go unread.");

    private static ReportException Unreadable(string path, Exception exception) => new(
        $"{Shown(path)} cannot be read",
        exception switch
        {
            FileNotFoundException or DirectoryNotFoundException => "there is no such file",
            UnauthorizedAccessException => "access to it is not permitted",
            _ => TerminalText.Safe(exception.Message, 200),
        });

    private static string Shown(string path) => TerminalText.Safe(Path.GetFileName(path) is { Length: > 0 } name ? name : path, 120);
}
