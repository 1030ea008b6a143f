namespace Exchange.Formats.Primitives;

//
//  Base32
//
//      The text form of 128-bit ids.
//
//  References:
//
//      RFC 4648 - The Base16, Base32, and Base64 Data Encodings, sections 6 and 3.5 (canonical encoding)
//
//  Parameters:
//
//      Alphabet - a to z and 2 to 7, lower case only.
//      Padding - none.
//      An id of 16 bytes - 26 characters.
//
/// <summary>Base32 in lower case, without padding, with exactly one text for each value.</summary>
public static class Base32
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        char[] text = new char[((bytes.Length * 8) + 4) / 5];
        uint buffer = 0;
        int bits = 0, at = 0;
        foreach (byte b in bytes)
        {
            buffer = ((buffer & 0x1f) << 8) | b;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                text[at++] = Alphabet[(int)((buffer >> bits) & 0x1f)];
            }
        }

        if (bits > 0)
        {
            text[at] = Alphabet[(int)((buffer << (5 - bits)) & 0x1f)];
        }

        return new string(text);
    }

    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        byte[] decoded = new byte[text.Length * 5 / 8];
        bytes = [];
        uint buffer = 0;
        int bits = 0, at = 0;
        foreach (char c in text)
        {
            int value = Alphabet.IndexOf(c, StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }

            buffer = ((buffer & 0xff) << 5) | (uint)value;
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                decoded[at++] = (byte)((buffer >> bits) & 0xff);
            }
        }

        if (!text.SequenceEqual(Encode(decoded)))
        {
            return false;
        }

        bytes = decoded;
        return true;
    }
}
