using System.Buffers;
using System.Globalization;
using System.Text;

namespace Exchange.EndToEnd.Secrecy;

/// <summary>Looks for words in bytes, in every encoding in which they are commonly found.</summary>
internal sealed class Spellings
{
    private const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";
    private const int Window = 16 * 1024 * 1024;
    private const int Overlap = 1024;

    private readonly Dictionary<string, string> patterns = new(StringComparer.Ordinal);
    private readonly SearchValues<string> any;

    public Spellings(IEnumerable<string> words)
    {
        foreach (string word in words)
        {
            foreach ((string name, string pattern) in Of(word))
            {
                patterns[pattern] = $"{word} in {name}";
            }
        }

        any = SearchValues.Create([.. patterns.Keys], StringComparison.Ordinal);
    }

    /// <summary>What was found in a file, by word and encoding.</summary>
    public IReadOnlyList<string> In(string path)
    {
        HashSet<string> found = [];
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] buffer = new byte[Window];
        int held = 0;
        while (file.Read(buffer, held, buffer.Length - held) is > 0 and int read)
        {
            held += read;
            found.UnionWith(Within(Encoding.Latin1.GetString(buffer, 0, held)));
            int kept = Math.Min(Overlap, held);
            buffer.AsSpan(held - kept, kept).CopyTo(buffer);
            held = kept;
        }

        return [.. found.Select(one => $"{one}: {path}")];
    }

    public IEnumerable<string> Within(string latin1) => latin1.AsSpan().ContainsAny(any)
        ? patterns.Where(pattern => latin1.Contains(pattern.Key, StringComparison.Ordinal)).Select(pattern => pattern.Value)
        : [];

    // As Latin-1 text, so that bytes can be searched as a string.
    private static IEnumerable<(string Name, string Pattern)> Of(string word)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(word);
        yield return ("ASCII", word);
        yield return ("ASCII capitals", word.ToUpperInvariant());
        foreach (Encoding encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
        {
            yield return (encoding.EncodingName, Encoding.Latin1.GetString(encoding.GetBytes(word)));
        }

        yield return ("hex", Convert.ToHexStringLower(bytes));
        yield return ("hex capitals", Convert.ToHexString(bytes));
        yield return (
            "JSON escapes",
            string.Concat(word.Select(letter => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"))));

        // Wherever in a longer text the word may stand, some of its letters fill whole groups of the encoding.
        for (int before = 0; before < 3; before++)
        {
            string text = Convert.ToBase64String([.. new byte[before], .. bytes]);
            yield return ($"base64 at {before}", text[(before == 0 ? 0 : 4)..^4]);
        }

        for (int before = 0; before < 5; before++)
        {
            string text = ToBase32([.. new byte[before], .. bytes]);
            string inner = text[(before == 0 ? 0 : 8)..^8];
            yield return ($"base32 at {before}", inner);
            yield return ($"base32 capitals at {before}", inner.ToUpperInvariant());
        }
    }

    private static string ToBase32(byte[] bytes)
    {
        StringBuilder text = new();
        int bits = 0, value = 0;
        foreach (byte one in bytes)
        {
            value = ((value << 8) | one) & 0xffff;
            for (bits += 8; bits >= 5; bits -= 5)
            {
                text.Append(Base32[(value >> (bits - 5)) & 31]);
            }
        }

        return text.ToString();
    }
}
