using System.Buffers;
using System.Text;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Age;

/// <summary>The textual header of an age file. What <see cref="Parse"/> accepts, <see cref="Encode"/> writes to the same bytes.</summary>
internal sealed record AgeHeader(IReadOnlyList<Stanza> Stanzas, ReadOnlyMemory<byte> Mac)
{
    /// <summary>More recipients than this are a group, which wants a key of its own.</summary>
    public const int MaxStanzas = 1024;

    private static readonly SearchValues<byte> Visible = SearchValues.Create([.. Enumerable.Range(0x21, 0x7e - 0x21 + 1).Select(c => (byte)c)]);

    private static ReadOnlySpan<byte> Version => "age-encryption.org/v1\n"u8;

    /// <summary>The length of the header that these bytes begin with; null where more bytes are needed.</summary>
    /// <exception cref="AgeException">The bytes do not begin as a header of version 1.</exception>
    public static int? FindEnd(ReadOnlySpan<byte> bytes)
    {
        int known = Math.Min(bytes.Length, Version.Length);
        if (!bytes[..known].SequenceEqual(Version[..known]))
        {
            throw new AgeException(AgeFault.Header, "not an age file of version 1");
        }

        // Neither an argument line nor base64 can begin with three dashes.
        int mark = bytes.IndexOf("\n---"u8);
        int length = mark < 0 ? -1 : bytes[(mark + 1)..].IndexOf((byte)'\n');
        return length < 0 ? null : mark + 1 + length + 1;
    }

    /// <summary>Parses exactly the bytes of a header, from the version line to the line feed after the MAC.</summary>
    /// <exception cref="AgeException">Anything but the one spelling of a header.</exception>
    public static AgeHeader Parse(ReadOnlySpan<byte> header)
    {
        if (!header.StartsWith(Version))
        {
            throw new AgeException(AgeFault.Header, "not an age file of version 1");
        }

        ReadOnlySpan<byte> rest = header[Version.Length..];
        List<Stanza> stanzas = [];
        while (rest.StartsWith("->"u8))
        {
            if (stanzas.Count == MaxStanzas)
            {
                throw new AgeException(AgeFault.TooLarge, $"an age header has more than {MaxStanzas} stanzas");
            }

            stanzas.Add(ParseStanza(ref rest));
        }

        if (stanzas.Count == 0)
        {
            throw new AgeException(AgeFault.Header, "an age header has no stanza");
        }

        return new AgeHeader(stanzas, ParseMac(rest));
    }

    public byte[] Encode() => [.. EncodeAuthenticated(Stanzas), .. Encoding.ASCII.GetBytes($" {StrictBase64.EncodeUnpadded(Mac.Span)}\n")];

    /// <summary>The part that the MAC is over: up to and including <c>---</c>.</summary>
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
            throw new AgeException(AgeFault.Header, "a stanza does not begin with an arrow and a space");
        }

        List<string> arguments = [];
        ReadOnlySpan<byte> words = line[3..];
        foreach (Range range in words.Split((byte)' '))
        {
            ReadOnlySpan<byte> word = words[range];
            if (word.IsEmpty || word.ContainsAnyExcept(Visible))
            {
                throw new AgeException(AgeFault.Header, "a stanza has an argument that is empty or not visible ASCII");
            }

            arguments.Add(Encoding.ASCII.GetString(word));
        }

        StringBuilder body = new();
        do
        {
            line = TakeLine(ref rest);
            if (line.Length > Stanza.Columns)
            {
                throw new AgeException(AgeFault.Header, "a stanza's body has a line of more than 64 columns");
            }

            body.Append(Encoding.Latin1.GetString(line));
        }
        while (line.Length == Stanza.Columns);

        return StrictBase64.TryDecodeUnpadded(body.ToString(), out byte[] bytes)
            ? new Stanza(arguments, bytes)
            : throw new AgeException(AgeFault.Header, "a stanza's body is not canonical base64");
    }

    private static byte[] ParseMac(ReadOnlySpan<byte> rest)
    {
        ReadOnlySpan<byte> line = TakeLine(ref rest);
        return rest.IsEmpty
            && line.StartsWith("--- "u8)
            && StrictBase64.TryDecodeUnpadded(Encoding.Latin1.GetString(line[4..]), out byte[] mac)
            && mac.Length == FileKey.MacSize
                ? mac
                : throw new AgeException(AgeFault.Header, "an age header does not end with its MAC");
    }

    private static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> rest)
    {
        int end = rest.IndexOf((byte)'\n');
        if (end < 0)
        {
            throw new AgeException(AgeFault.Header, "an age header ends within a line");
        }

        ReadOnlySpan<byte> line = rest[..end];
        rest = rest[(end + 1)..];
        return line;
    }
}
