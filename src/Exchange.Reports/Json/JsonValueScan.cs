using System.Buffers;
using Exchange.Formats.Primitives;

namespace Exchange.Reports.Json;

/// <summary>
/// Finds the end of one JSON value, however long it is and in whatever pieces it arrives: strings end at their quote and brackets
/// at their partner. What is between them is not checked: a value that matters is parsed afterwards.
/// </summary>
internal sealed class JsonValueScan
{
    public const int MaxDepth = 128;

    private static readonly SearchValues<byte> Marks = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> WordEnds = SearchValues.Create(",}] \t\r\n"u8);

    /// <summary>One bit for each level, the innermost lowest: whether it is an object.</summary>
    private UInt128 objects;
    private int depth;
    private bool started;
    private bool inWord;
    private bool inString;
    private bool escaped;

    public bool Done { get; private set; }

    /// <summary>Takes the bytes of a piece that belong to the value.</summary>
    /// <param name="piece">At least one byte; the first piece starts with the value, without white space before it.</param>
    /// <returns>The number of bytes taken: all of them, unless <see cref="Done"/>.</returns>
    /// <exception cref="MalformedException">There is no value, or its brackets do not match or are nested too deeply.</exception>
    public int Take(ReadOnlySpan<byte> piece)
    {
        int at = started ? 0 : Start(piece[0]);
        while (!Done && at < piece.Length)
        {
            at += inWord ? Word(piece[at..]) : inString ? Text(piece[at..]) : Structure(piece[at..]);
        }

        return at;
    }

    private int Start(byte first)
    {
        started = true;
        switch (first)
        {
            case (byte)'"':
                inString = true;
                return 1;
            case (byte)'{' or (byte)'[':
                Open(first);
                return 1;
            case (byte)',' or (byte)':' or (byte)'}' or (byte)']':
                throw new MalformedException("a value is missing in the JSON");
            default:
                // A number, true, false, null, or Python's NaN or Infinity.
                inWord = true;
                return 0;
        }
    }

    private int Word(ReadOnlySpan<byte> piece)
    {
        int end = piece.IndexOfAny(WordEnds);
        Done = end >= 0;
        return Done ? end : piece.Length;
    }

    private int Text(ReadOnlySpan<byte> piece)
    {
        if (escaped)
        {
            escaped = false;
            return 1;
        }

        int end = piece.IndexOfAny((byte)'"', (byte)'\\');
        if (end < 0)
        {
            return piece.Length;
        }

        escaped = piece[end] == '\\';
        inString = escaped;
        Done = !inString && depth == 0;
        return end + 1;
    }

    private int Structure(ReadOnlySpan<byte> piece)
    {
        int mark = piece.IndexOfAny(Marks);
        if (mark < 0)
        {
            return piece.Length;
        }

        switch (piece[mark])
        {
            case (byte)'"':
                inString = true;
                break;
            case (byte)'{' or (byte)'[':
                Open(piece[mark]);
                break;
            default:
                Close(piece[mark]);
                break;
        }

        return mark + 1;
    }

    private void Open(byte bracket)
    {
        if (++depth > MaxDepth)
        {
            throw new MalformedException($"the JSON is nested more than {MaxDepth} deep");
        }

        objects = (objects << 1) | (bracket == '{' ? UInt128.One : UInt128.Zero);
    }

    private void Close(byte bracket)
    {
        if ((objects & UInt128.One) != (bracket == '}' ? UInt128.One : UInt128.Zero))
        {
            throw new MalformedException("the brackets in the JSON do not match");
        }

        objects >>= 1;
        Done = --depth == 0;
    }
}
