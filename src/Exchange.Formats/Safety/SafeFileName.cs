using System.Globalization;
using System.Text;

namespace Exchange.Formats.Safety;

/// <summary>Turns a file name that somebody else chose into one that is safe to create, on Linux, macOS and Windows alike.</summary>
public static class SafeFileName
{
    public const int MaxBytes = 200;

    private const string Nameless = "file";

    /// <summary>The number of characters of a hostile name that are read.</summary>
    private const int MaxExamined = 1024;

    /// <summary>
    /// Returns a name without folders that no system reserves or hides, that displays as it is, and that differs from every name in
    /// <paramref name="taken"/> even if letter case and composition are ignored. Adds its folded form to
    /// <paramref name="taken"/>.
    /// </summary>
    /// <param name="name">The hostile name.</param>
    /// <param name="taken">Folded forms of the names already in the folder; see <see cref="Fold"/>.</param>
    public static string From(string name, ISet<string> taken)
    {
        string clean = Clean(name);
        string stem = Path.GetFileNameWithoutExtension(clean);
        string extension = Path.GetExtension(clean);
        // An extension that is too long to leave room for a name is treated as part of the name.
        if (stem.Length == 0 || Encoding.UTF8.GetByteCount(extension) > 20)
        {
            (stem, extension) = (clean, "");
        }

        for (int copy = 1; ; copy++)
        {
            string suffix = copy == 1 ? extension : $"-{copy.ToString(CultureInfo.InvariantCulture)}{extension}";
            string candidate = Cut(stem, MaxBytes - Encoding.UTF8.GetByteCount(suffix)) + suffix;
            if (taken.Add(Fold(candidate)))
            {
                return candidate;
            }
        }
    }

    /// <summary>The folded form of a name: equal for two names that some file system treats as the same.</summary>
    public static string Fold(string name) =>
        name.ToUpperInvariant().ToLowerInvariant().Replace("\u00DF", "ss", StringComparison.Ordinal);

    private static string Clean(string name)
    {
        string last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        StringBuilder clean = new(last.Length);
        foreach (Rune rune in TerminalText.Safe(last, MaxExamined).EnumerateRunes())
        {
            // Drops combining marks but keeps their letters. Composing them is not possible: the process runs without Unicode's tables.
            if (rune.Value is < 0x0300 or > 0x036F)
            {
                clean.Append(Allowed(rune) ? rune.ToString() : "_");
            }
        }

        // A leading dash looks like an option, a leading dot hides the file, and Windows drops trailing dots and spaces.
        string trimmed = clean.ToString().TrimEnd(' ', '.').TrimStart('-', '.', ' ');
        if (trimmed.All(letter => letter is '_' or '.' or ' ' or '-'))
        {
            return Nameless;
        }

        return IsDevice(trimmed) ? "_" + trimmed : trimmed;
    }

    /// <summary>
    /// ASCII that has no meaning to a shell or system, and letters and digits with only one composition: no marks, no jamo, and no
    /// compatibility forms, which some systems turn into dots, slashes or other letters.
    /// </summary>
    private static bool Allowed(Rune rune) => rune.IsAscii
        ? Rune.IsLetterOrDigit(rune) || " ._-+=,@#()[]{}'~^".Contains((char)rune.Value, StringComparison.Ordinal)
        : (Rune.IsLetter(rune) || Rune.IsDigit(rune)) && rune.Value is not (
            (>= 0x02B0 and <= 0x036F) or (>= 0x1100 and <= 0x11FF) or (>= 0x1F00 and <= 0x2BFF) or (>= 0x2E80 and <= 0x303F)
            or (>= 0x3130 and <= 0x318F) or (>= 0xA960 and <= 0xA97F) or (>= 0xD7B0 and <= 0xFFFF) or (>= 0x2F800 and <= 0x2FA1F)
            or (>= 0x1D400 and <= 0x1D7FF));

    /// <summary>Whether Windows reserves this name for a device, with any extension.</summary>
    private static bool IsDevice(string name)
    {
        string first = name.Split('.')[0].Trim().ToUpperInvariant();
        return first is "CON" or "PRN" or "AUX" or "NUL" || (first.Length == 4 && first[..3] is "COM" or "LPT" && char.IsDigit(first[3]));
    }

    /// <summary>The longest beginning of at most this many bytes that ends with a whole character, and not with a dot or space.</summary>
    private static string Cut(string text, int maxBytes)
    {
        int bytes = 0;
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > maxBytes)
            {
                break;
            }

            bytes += rune.Utf8SequenceLength;
            length += rune.Utf16SequenceLength;
        }

        return length == text.Length ? text : text[..length].TrimEnd(' ', '.');
    }
}
