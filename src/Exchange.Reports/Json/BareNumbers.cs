using System.Buffers;

namespace Exchange.Reports.Json;

/// <summary>
/// Python writes <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c> as bare words into what is otherwise JSON. System.Text.Json
/// refuses them with any options, so they are quoted first, except inside strings.
/// </summary>
internal static class BareNumbers
{
    private static readonly SearchValues<byte> Starts = SearchValues.Create("\"NI-"u8);

    /// <summary>
    /// The same JSON with each such word in quotes, or the input itself if there is none. Any other error is left as it is.
    /// </summary>
    public static ReadOnlyMemory<byte> Quote(ReadOnlyMemory<byte> json)
    {
        ReadOnlySpan<byte> rest = json.Span;
        ArrayBufferWriter<byte>? quoted = null;
        int copied = 0;
        int at = 0;
        while (rest[at..].IndexOfAny(Starts) is >= 0 and int step)
        {
            at += step;
            if (rest[at] == '"')
            {
                at = EndOfString(rest, at + 1);
                continue;
            }

            int length = WordLength(rest[at..]);
            if (length > 0)
            {
                quoted ??= new ArrayBufferWriter<byte>(json.Length + 64);
                quoted.Write(rest[copied..at]);
                quoted.Write("\""u8);
                quoted.Write(rest.Slice(at, length));
                quoted.Write("\""u8);
                copied = at + length;
            }

            at += Math.Max(length, 1);
        }

        quoted?.Write(rest[copied..]);
        return quoted?.WrittenMemory ?? json;
    }

    private static int WordLength(ReadOnlySpan<byte> text) =>
        text.StartsWith("NaN"u8) ? 3 : text.StartsWith("Infinity"u8) ? 8 : text.StartsWith("-Infinity"u8) ? 9 : 0;

    /// <summary>The position after the closing quote, or the end.</summary>
    private static int EndOfString(ReadOnlySpan<byte> json, int at)
    {
        while (at < json.Length)
        {
            int step = json[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (step < 0)
            {
                return json.Length;
            }

            at += step;
            if (json[at] == '"')
            {
                return at + 1;
            }

            at = Math.Min(at + 2, json.Length);
        }

        return json.Length;
    }
}
