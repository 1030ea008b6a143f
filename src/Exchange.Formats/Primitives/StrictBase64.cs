namespace Exchange.Formats.Primitives;

//
//  Base64
//
//      Padded as in JSON and notes, or unpadded as in age headers.
//
//  References:
//
//      RFC 4648 - The Base16, Base32, and Base64 Data Encodings, sections 4 and 3.5 (canonical encoding)
//
//  Parameters:
//
//      Alphabet - A to Z, a to z, 0 to 9, + and /.
//      Padding - required or forbidden, by method.
//      Unused bits of the last character - zero.
//
/// <summary>
/// Base64 with exactly one text for each value. .NET's decoder skips white space and accepts stray bits in the last character,
/// so what it decodes is encoded again and compared.
/// </summary>
public static class StrictBase64
{
    /// <summary>Encodes with padding.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes);

    /// <summary>Encodes without padding, as age does.</summary>
    public static string EncodeUnpadded(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    /// <summary>Decodes padded base64.</summary>
    /// <param name="text">The text, which may be secret: no message quotes it.</param>
    /// <param name="what">What the text is, for the message, such as <c>the root of the checkpoint</c>.</param>
    /// <exception cref="MalformedException">The text is not canonical base64.</exception>
    public static byte[] Decode(ReadOnlySpan<char> text, string what = "a value") =>
        TryDecode(text, out byte[] bytes) ? bytes : throw new MalformedException($"{what} is not canonical base64");

    /// <summary>Decodes unpadded base64.</summary>
    /// <exception cref="MalformedException">The text is not canonical base64 without padding.</exception>
    public static byte[] DecodeUnpadded(ReadOnlySpan<char> text) =>
        TryDecodeUnpadded(text, out byte[] bytes) ? bytes : throw new MalformedException("a value is not canonical unpadded base64");

    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        if (text.Length % 4 != 0)
        {
            return false;
        }

        byte[] buffer = new byte[text.Length / 4 * 3];
        if (!Convert.TryFromBase64Chars(text, buffer, out int written))
        {
            return false;
        }

        byte[] decoded = buffer[..written];
        if (!text.SequenceEqual(Convert.ToBase64String(decoded)))
        {
            return false;
        }

        bytes = decoded;
        return true;
    }

    public static bool TryDecodeUnpadded(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        if (text.Contains('=') || text.Length % 4 == 1)
        {
            return false;
        }

        string padded = string.Concat(text, new string('=', (4 - (text.Length % 4)) % 4));
        return TryDecode(padded, out bytes);
    }
}
