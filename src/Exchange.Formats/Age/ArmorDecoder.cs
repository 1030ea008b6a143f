using System.Buffers;
using System.Text;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Age;

/// <summary>Decodes an armor that arrives in pieces of any size, line by line.</summary>
internal sealed class ArmorDecoder
{
    private const int Columns = 64;
    private const int BytesPerLine = 48;
    private const int MaxWhiteSpace = 1024;

    private readonly byte[] line = new byte[Columns + 1]; // room for a carriage return
    private int length;
    private int whiteSpace;
    private long lines;
    private Expected expected = Expected.Begin;

    private enum Expected
    {
        Begin,
        BodyOrEnd,
        End,
        Nothing,
    }

    public void Push(ReadOnlySpan<byte> input, IBufferWriter<byte> output)
    {
        foreach (byte b in input)
        {
            bool outside = expected == Expected.Nothing || (expected == Expected.Begin && length == 0);
            if (outside && b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                Require(++whiteSpace <= MaxWhiteSpace, "there is too much white space around the armor");
            }
            else if (b == '\n')
            {
                int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
                TakeLine(line.AsSpan(0, end), output);
                length = 0;
            }
            else
            {
                Require(expected != Expected.Nothing, "something follows the end line");
                Require(length < line.Length, "a line is too long");
                line[length++] = b;
            }
        }
    }

    public void Complete(IBufferWriter<byte> output)
    {
        // The last line may lack a line end.
        if (length > 0)
        {
            TakeLine(line.AsSpan(0, length), output);
            length = 0;
        }

        Require(expected == Expected.Nothing, "the end line is missing");
    }

    private void TakeLine(ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        if (expected == Expected.Begin)
        {
            Require(text.SequenceEqual(AgeArmor.Begin), "it does not start with the begin line");
            expected = Expected.BodyOrEnd;
        }
        else if (text.SequenceEqual(AgeArmor.End))
        {
            expected = Expected.Nothing;
        }
        else
        {
            Require(expected == Expected.BodyOrEnd && text.Length is > 0 and <= Columns, "a line is too long, too short or out of place");
            Require(StrictBase64.TryDecode(Encoding.Latin1.GetString(text), out byte[] bytes), "a line is not canonical base64");
            output.Write(bytes);
            expected = bytes.Length == BytesPerLine ? Expected.BodyOrEnd : Expected.End;
        }

        lines++;
    }

    private void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw new AgeException(AgeFault.Armor, $"not an age armor: {what} (line {lines + 1} of it)");
        }
    }
}
