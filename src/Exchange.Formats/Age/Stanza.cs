using System.Text;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Age;

/// <summary>The file key wrapped for one recipient: a kind, further arguments (each of visible ASCII, not empty) and a body.</summary>
internal sealed record Stanza(IReadOnlyList<string> Arguments, ReadOnlyMemory<byte> Body)
{
    public const int Columns = 64;

    public string Kind => Arguments[0];

    /// <summary>The number of bytes that <see cref="Append"/> writes for these lengths.</summary>
    public static int LengthOf(int argumentsWithSpaces, int bodyLength)
    {
        int characters = ((bodyLength * 8) + 5) / 6;
        return "-> \n".Length + argumentsWithSpaces + characters + (characters / Columns) + 1;
    }

    /// <summary>Appends the argument line and the body in lines of 64 columns; the last line is shorter and may be empty.</summary>
    public void Append(StringBuilder header)
    {
        header.Append("-> ").AppendJoin(' ', Arguments).Append('\n');
        string body = StrictBase64.EncodeUnpadded(Body.Span);
        int at = 0;
        for (; body.Length - at >= Columns; at += Columns)
        {
            header.Append(body, at, Columns).Append('\n');
        }

        header.Append(body, at, body.Length - at).Append('\n');
    }
}
