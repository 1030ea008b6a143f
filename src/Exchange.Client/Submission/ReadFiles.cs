using Exchange.Client.Errors;
using Exchange.Client.Sealing;
using Exchange.Contract.Agreements;
using Exchange.Contract.Statements;
using Exchange.Formats.Safety;
using Exchange.Reports;
using Exchange.Reports.Cards;

namespace Exchange.Client.Submission;

/// <summary>
/// The files of an item, read once: what the card says about them, and which files they were then. What is sealed later must still be
/// these files.
/// </summary>
public sealed class ReadFiles
{
    internal ReadFiles(Agreement agreement, ReadReport read, IReadOnlyList<SourceFile> sources)
    {
        Agreement = agreement;
        Card = read.Card;
        Warnings = read.Warnings;
        Sources = sources;
        Kind = agreement.Kind(Card.Kind) ?? throw Unknown(Card.Kind, agreement);
    }

    /// <summary>The kind that they are submitted as, with its default policy.</summary>
    public KindTerms Kind { get; }

    internal Agreement Agreement { get; }

    /// <summary>Without terms, which are the policy's.</summary>
    internal Card Card { get; }

    internal IReadOnlyList<string> Warnings { get; }

    internal IReadOnlyList<SourceFile> Sources { get; }

    /// <param name="paths">Of regular files; at least one.</param>
    /// <param name="title">Null for a title made from the content.</param>
    /// <param name="kind">A kind of the agreement; null to decide by content.</param>
    /// <exception cref="ClientException">A file cannot be submitted as asked, or the agreement has no such kind.</exception>
    internal static async Task<ReadFiles> ReadAsync(
        IReadOnlyList<string> paths, string? title, string? kind, Agreement agreement, CancellationToken cancellationToken)
    {
        if (kind is not null && agreement.Kind(kind) is null)
        {
            throw Unknown(kind, agreement);
        }

        // 1. Which files they are, before anything is opened: opening a pipe would wait for ever.
        List<SourceFile> sources = [.. paths.Select(SourceFile.Of)];

        // 2. What they say. Only an evaluation log is looked into; with any other kind the file goes as it is.
        string? readAs = kind is null or CardKind.EvaluationResult ? kind : CardKind.Document;
        ReadReport read = await ReadAsync(paths, new CardOptions { Title = title, Kind = readAs }, cancellationToken);

        // 3. The card describes those files and no later ones.
        foreach ((SourceFile source, CardFile described) in sources.Zip(read.Card.Files))
        {
            source.RequireUnchanged(described.Bytes);
        }

        return new ReadFiles(agreement, kind is null ? read : read with { Card = read.Card with { Kind = kind } }, sources);
    }

    private static async Task<ReadReport> ReadAsync(IReadOnlyList<string> paths, CardOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await CardReader.ReadReportAsync(paths, options, cancellationToken);
        }
        catch (ReportException refused)
        {
            string next = refused.Next.Length > 0 ? refused.Next : "Correct the files, or name others.";
            throw new ClientException(ExitCode.Failed, Sentence.Of(refused.What), Sentence.Of(refused.Why), next, refused);
        }
    }

    private static ClientException Unknown(string kind, Agreement agreement) => new(
        ExitCode.Usage, $"'{TerminalText.Safe(kind, 40)}' is not a kind of the agreement.", "",
        $"Use one of {string.Join(", ", agreement.Predicate.Kinds.Select(known => known.Name))}.");
}
