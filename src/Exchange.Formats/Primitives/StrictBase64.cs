namespace Exchange.Formats.Primitives;

/// <summary>
/// Base64 (RFC 4648 section 4) with one spelling for each value: .NET's decoder skips white space and accepts
/// stray bits in the last character, so whatever it decodes is encoded again and compared.
/// </summary>
public static class StrictBase64
{
    /// <summary>Padded base64.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes);

    /// <summary>Base64 without padding, as age writes it.</summary>
    public static string EncodeUnpadded(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    /// <summary>Decodes padded base64, or throws <see cref="MalformedException"/> for anything but the one canonical spelling.</summary>
    public static byte[] Decode(ReadOnlySpan<char> text) =>
        TryDecode(text, out byte[] bytes) ? bytes : throw new MalformedException("not canonical base64");

    /// <summary>Decodes unpadded base64, or throws <see cref="MalformedException"/>.</summary>
    public static byte[] DecodeUnpadded(ReadOnlySpan<char> text) =>
        TryDecodeUnpadded(text, out byte[] bytes) ? bytes : throw new MalformedException("not canonical unpadded base64");

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
