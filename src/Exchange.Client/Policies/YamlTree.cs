using Exchange.Formats.Safety;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Exchange.Client.Policies;

/// <summary>
/// Reads one YAML document of plain values, lists and mappings, from the parser's events. What a reader could take in two ways or what
/// refers to something elsewhere is refused: anchors, aliases, tags, keys that are not words, a second document.
/// </summary>
internal sealed class YamlTree
{
    private const int MaxDepth = 8;

    private const string NotYaml = "This is not YAML";

    private const string Rule = "Indent with spaces, write each field as NAME: VALUE, and put text that contains : or # in quotes.";

    private readonly Parser parser;

    /// <summary>Where the last thing read ends.</summary>
    private FilePlace last = FilePlace.Start;

    private YamlTree(TextReader text) => parser = new Parser(new Scanner(text, skipComments: true));

    /// <summary>The document's mapping.</summary>
    /// <exception cref="PolicyMistakeException">It is not YAML, or more than is read here.</exception>
    public static YamlMapping Read(string text)
    {
        using StringReader reader = new(text);
        YamlTree tree = new(reader);
        try
        {
            return tree.ReadDocument();
        }
        catch (Exception broken) when (SaysNotYaml(broken) && TabbedLine(text) is not null)
        {
            // The parser loses its way at it and names a different line.
            throw Wrong(new FilePlace(TabbedLine(text) ?? 1, 1), "This line begins with a tab.", "Indent with spaces.");
        }
        catch (YamlException broken)
        {
            // The parser's message never names its own types; text of the file in it is made safe.
            throw Wrong(PlaceOf(broken.Start), $"{NotYaml}: {TerminalText.Safe(Lower(broken.Message), 200).TrimEnd('.')}.", Rule);
        }
    }

    private static bool SaysNotYaml(Exception broken) => broken is YamlException
        || (broken is PolicyMistakeException && broken.Message.StartsWith(NotYaml, StringComparison.Ordinal));

    private static int? TabbedLine(string text)
    {
        int at = Array.FindIndex(text.Split('\n'), BeginsWithTab);
        return at < 0 ? null : at + 1;
    }

    private static bool BeginsWithTab(string line) =>
        line.AsSpan().TrimStart() is { Length: > 0 } rest && line.AsSpan(0, line.Length - rest.Length).Contains('\t');

    private YamlMapping ReadDocument()
    {
        Next<StreamStart>();
        if (Next() is not DocumentStart)
        {
            throw Wrong(FilePlace.Start, "The file has no fields.", "Write each as NAME: VALUE, such as expires: 90d.");
        }

        YamlNode root = ReadNode(Next(), MaxDepth);
        Next<DocumentEnd>();
        if (Next() is DocumentStart second)
        {
            throw Wrong(PlaceOf(second.Start), "A second document begins here.", "Write one policy in one file, with no --- in between.");
        }

        return root as YamlMapping
            ?? throw Wrong(root.At, "A policy file consists of fields with values.", "Write each as NAME: VALUE, such as expires: 90d.");
    }

    private YamlNode ReadNode(ParsingEvent begun, int depth)
    {
        FilePlace at = PlaceOf(begun.Start);
        if (depth == 0)
        {
            throw Wrong(at, "This is nested deeper than any field.", "Write each field as NAME: VALUE.");
        }

        if (begun is AnchorAlias || begun is NodeEvent { Anchor.IsEmpty: false } or NodeEvent { Tag.IsEmpty: false })
        {
            throw Wrong(
                at, "Anchors (&), aliases (*) and tags (!) are not supported.",
                "Write the value itself; put text that begins with such a character in quotes.");
        }

        return begun switch
        {
            Scalar scalar => new YamlScalar(at, scalar.Value, scalar.Style == ScalarStyle.Plain),
            SequenceStart => new YamlSequence(at, ReadItems(depth - 1)),
            MappingStart => new YamlMapping(at, ReadEntries(depth - 1)),
            _ => throw Wrong(at, "A value is missing here.", "Write each field as NAME: VALUE."),
        };
    }

    private List<YamlNode> ReadItems(int depth)
    {
        List<YamlNode> items = [];
        for (ParsingEvent item = Next(); item is not SequenceEnd; item = Next())
        {
            items.Add(ReadNode(item, depth));
        }

        return items;
    }

    private List<(YamlScalar Key, YamlNode Value)> ReadEntries(int depth)
    {
        List<(YamlScalar, YamlNode)> entries = [];
        for (ParsingEvent key = Next(); key is not MappingEnd; key = Next())
        {
            YamlNode name = ReadNode(key, depth);
            YamlScalar word = name as YamlScalar
                ?? throw Wrong(name.At, "The name of a field must be one word.", "Write each field as NAME: VALUE.");
            entries.Add((word, ReadNode(Next(), depth)));
        }

        return entries;
    }

    private ParsingEvent Next()
    {
        try
        {
            if (parser.MoveNext() && parser.Current is { } current)
            {
                last = PlaceOf(current.End);
                return current;
            }
        }
        catch (Exception lost) when (lost is not YamlException)
        {
            // On some broken files the parser loses its way and throws whatever exception it runs into.
        }

        throw Wrong(last, $"{NotYaml}: it cannot be read from here on.", Rule);
    }

    private void Next<T>()
        where T : ParsingEvent
    {
        if (Next() is not T)
        {
            throw Wrong(last, $"{NotYaml}: something is missing here.", Rule);
        }
    }

    private static FilePlace PlaceOf(Mark mark) => new(Math.Max(mark.Line, 1), Math.Max(mark.Column, 1));

    private static string Lower(string text) => text.Length == 0 ? "it cannot be read" : char.ToLowerInvariant(text[0]) + text[1..];

    private static PolicyMistakeException Wrong(FilePlace at, string what, string right) => new(new PolicyMistake(at, what, right));
}

/// <summary>A value of a YAML document, and where it begins.</summary>
internal abstract record YamlNode(FilePlace At);

/// <summary>One value.</summary>
/// <param name="Plain">Written without quotes and not as a block: only then is a word such as <c>null</c> more than its letters.</param>
internal sealed record YamlScalar(FilePlace At, string Text, bool Plain) : YamlNode(At)
{
    /// <summary>Whether it says that there is no value.</summary>
    public bool IsNone => Plain && Text is (PolicyValues.None or "null" or "~");

    /// <summary>Whether nothing was written after the colon or the dash.</summary>
    public bool IsMissing => Plain && Text.Length == 0;
}

/// <summary>A list of values.</summary>
internal sealed record YamlSequence(FilePlace At, IReadOnlyList<YamlNode> Items) : YamlNode(At);

/// <summary>Keys with their values, in the order of the file; the same key may be there more than once.</summary>
internal sealed record YamlMapping(FilePlace At, IReadOnlyList<(YamlScalar Key, YamlNode Value)> Entries) : YamlNode(At);
