namespace Exchange.Formats.Primitives;

/// <summary>RFC 4648 base32, lower case, unpadded, one spelling for each value: the text form of our 128-bit ids (26 characters).</summary>
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
