using System.Globalization;
using System.Text;

namespace Exchange.Reports;

/// <summary>Makes a file name that another wrote safe to create in a folder of ours, on Linux, macOS and Windows alike.</summary>
public static class SafeFileName
{
    public const int MaxBytes = 200;

    private const string Nameless = "file";

    /// <summary>Characters of a hostile name that are looked at.</summary>
    private const int MaxExamined = 1024;

    /// <summary>
    /// A name with no folder in it, that no system reserves or hides, that reads as it is, and that differs from every
    /// name in <paramref name="taken"/> also where letter case or composition is ignored. The new name's folded form is
    /// added to <paramref name="taken"/>.
    /// </summary>
    /// <param name="name">The hostile name.</param>
    /// <param name="taken">Folded forms of the names already in the folder; see <see cref="Fold"/>.</param>
    public static string From(string name, ISet<string> taken)
    {
        string clean = Clean(name);
        string stem = Path.GetFileNameWithoutExtension(clean);
        string extension = Path.GetExtension(clean);
        // An extension so long that it leaves no room for a name is no extension.
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

    /// <summary>The form in which two names that some file system takes for one are equal.</summary>
    public static string Fold(string name) =>
        name.ToUpperInvariant().ToLowerInvariant().Replace("\u00DF", "ss", StringComparison.Ordinal);

    private static string Clean(string name)
    {
        string last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        StringBuilder clean = new(last.Length);
        foreach (Rune rune in TerminalText.Safe(last, MaxExamined).EnumerateRunes())
        {
            // A name in decomposed letters keeps its letters. No composition: the process runs without Unicode's tables.
            if (rune.Value is < 0x0300 or > 0x036F)
            {
                clean.Append(Allowed(rune) ? rune.ToString() : "_");
            }
        }

        // A leading dash is an option, a leading dot hides, and Windows drops trailing dots and spaces.
        string trimmed = clean.ToString().TrimEnd(' ', '.').TrimStart('-', '.', ' ');
        if (trimmed.All(letter => letter is '_' or '.' or ' ' or '-'))
        {
            return Nameless;
        }

        return IsDevice(trimmed) ? "_" + trimmed : trimmed;
    }

    /// <summary>
    /// The ASCII that no shell or system reads anything into, and letters and digits that have one composition only: no
    /// marks, no jamo, none of the compatibility forms, which some systems turn into dots, slashes or other letters.
    /// </summary>
    private static bool Allowed(Rune rune) => rune.IsAscii
        ? Rune.IsLetterOrDigit(rune) || " ._-+=,@#()[]{}'~^".Contains((char)rune.Value, StringComparison.Ordinal)
        : (Rune.IsLetter(rune) || Rune.IsDigit(rune)) && rune.Value is not (
            (>= 0x02B0 and <= 0x036F) or (>= 0x1100 and <= 0x11FF) or (>= 0x1F00 and <= 0x2BFF) or (>= 0x2E80 and <= 0x303F)
            or (>= 0x3130 and <= 0x318F) or (>= 0xA960 and <= 0xA97F) or (>= 0xD7B0 and <= 0xFFFF) or (>= 0x2F800 and <= 0x2FA1F)
            or (>= 0x1D400 and <= 0x1D7FF));

    /// <summary>Names that Windows keeps for devices, with any extension.</summary>
    private static bool IsDevice(string name)
    {
        string first = name.Split('.')[0].Trim().ToUpperInvariant();
        return first is "CON" or "PRN" or "AUX" or "NUL"
            || (first.Length == 4 && (first.StartsWith("COM", StringComparison.Ordinal) || first.StartsWith("LPT", StringComparison.Ordinal))
                && char.IsDigit(first[3]));
    }

    /// <summary>The longest beginning of at most this many bytes that ends with a whole character and not in a dot or space.</summary>
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
