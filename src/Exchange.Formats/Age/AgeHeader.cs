using System.Buffers;
using System.Text;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Age;

/// <summary>The text header of an age file. <see cref="Encode"/> returns exactly the bytes that <see cref="Parse"/> accepted.</summary>
internal sealed record AgeHeader(IReadOnlyList<Stanza> Stanzas, ReadOnlyMemory<byte> Mac)
{
    /// <summary>A group of more recipients than this should have a key of its own.</summary>
    public const int MaxStanzas = 1024;

    private static readonly SearchValues<byte> Visible =
        SearchValues.Create([.. Enumerable.Range(0x21, 0x7e - 0x21 + 1).Select(c => (byte)c)]);

    private static ReadOnlySpan<byte> Version => "age-encryption.org/v1\n"u8;

    /// <summary>The length of the header at the start of these bytes; null if more bytes are needed to tell.</summary>
    /// <exception cref="AgeException">The bytes do not start with an age v1 header.</exception>
    public static int? FindEnd(ReadOnlySpan<byte> bytes)
    {
        int known = Math.Min(bytes.Length, Version.Length);
        if (!bytes[..known].SequenceEqual(Version[..known]))
        {
            throw new AgeException(AgeFault.Header, "the file does not start with an age v1 header");
        }

        // Neither an argument line nor base64 can begin with three dashes.
        int mark = bytes.IndexOf("\n---"u8);
        int length = mark < 0 ? -1 : bytes[(mark + 1)..].IndexOf((byte)'\n');
        return length < 0 ? null : mark + 1 + length + 1;
    }

    /// <summary>Parses exactly the bytes of a header, from the version line to the line feed after the MAC.</summary>
    /// <exception cref="AgeException">Not an age v1 header in canonical form.</exception>
    public static AgeHeader Parse(ReadOnlySpan<byte> header)
    {
        if (!header.StartsWith(Version))
        {
            throw new AgeException(AgeFault.Header, "the file does not start with an age v1 header");
        }

        ReadOnlySpan<byte> rest = header[Version.Length..];
        List<Stanza> stanzas = [];
        while (rest.StartsWith("->"u8))
        {
            if (stanzas.Count == MaxStanzas)
            {
                throw new AgeException(AgeFault.TooLarge, $"the age header has more than {MaxStanzas} stanzas");
            }

            stanzas.Add(ParseStanza(ref rest));
        }

        if (stanzas.Count == 0)
        {
            throw new AgeException(AgeFault.Header, "the age header has no stanza");
        }

        return new AgeHeader(stanzas, ParseMac(rest));
    }

    public byte[] Encode() => [.. EncodeAuthenticated(Stanzas), .. Encoding.ASCII.GetBytes($" {StrictBase64.EncodeUnpadded(Mac.Span)}\n")];

    /// <summary>The part that the MAC covers: up to and including <c>---</c>.</summary>
    public static byte[] EncodeAuthenticated(IReadOnlyList<Stanza> stanzas)
    {
        StringBuilder text = new(Encoding.ASCII.GetString(Version));
        foreach (Stanza stanza in stanzas)
        {
            stanza.Append(text);
        }

        return Encoding.ASCII.GetBytes(text.Append("---").ToString());
    }

    private static Stanza ParseStanza(ref ReadOnlySpan<byte> rest)
    {
        ReadOnlySpan<byte> line = TakeLine(ref rest);
        if (!line.StartsWith("-> "u8))
        {
            throw new AgeException(AgeFault.Header, "a stanza of the age header does not begin with \"-> \"");
        }

        List<string> arguments = [];
        ReadOnlySpan<byte> words = line[3..];
        foreach (Range range in words.Split((byte)' '))
        {
            ReadOnlySpan<byte> word = words[range];
            if (word.IsEmpty || word.ContainsAnyExcept(Visible))
            {
                throw new AgeException(AgeFault.Header, $"argument {arguments.Count + 1} of a stanza is empty or not visible ASCII");
            }

            arguments.Add(Encoding.ASCII.GetString(word));
        }

        StringBuilder body = new();
        do
        {
            line = TakeLine(ref rest);
            if (line.Length > Stanza.Columns)
            {
                throw new AgeException(AgeFault.Header, $"the body of a {Named(arguments)} stanza has a line of more than 64 columns");
            }

            body.Append(Encoding.Latin1.GetString(line));
        }
        while (line.Length == Stanza.Columns);

        return StrictBase64.TryDecodeUnpadded(body.ToString(), out byte[] bytes)
            ? new Stanza(arguments, bytes)
            : throw new AgeException(AgeFault.Header, $"the body of a {Named(arguments)} stanza is not canonical base64");
    }

    // The file chose this word: short, and by now known to be visible ASCII.
    private static string Named(List<string> arguments) => arguments[0][..Math.Min(arguments[0].Length, 16)];

    private static byte[] ParseMac(ReadOnlySpan<byte> rest)
    {
        ReadOnlySpan<byte> line = TakeLine(ref rest);
        return rest.IsEmpty
            && line.StartsWith("--- "u8)
            && StrictBase64.TryDecodeUnpadded(Encoding.Latin1.GetString(line[4..]), out byte[] mac)
            && mac.Length == FileKey.MacSize
                ? mac
                : throw new AgeException(AgeFault.Header, "the age header does not end with a MAC of 32 bytes");
    }

    private static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> rest)
    {
        int end = rest.IndexOf((byte)'\n');
        if (end < 0)
        {
            throw new AgeException(AgeFault.Header, "the age header is cut off in the middle of a line");
        }

        ReadOnlySpan<byte> line = rest[..end];
        rest = rest[(end + 1)..];
        return line;
    }
}
