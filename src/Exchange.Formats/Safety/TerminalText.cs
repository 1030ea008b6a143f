using System.Globalization;
using System.Text;

namespace Exchange.Formats.Safety;

/// <summary>
/// Makes text that somebody else wrote safe to show on a terminal: nothing in it can move the cursor, set a title, reorder what is
/// read, hide characters or start a new line.
/// </summary>
public static class TerminalText
{
    public const int DefaultMaxLength = 500;

    private const char Replacement = '\uFFFD';

    /// <summary>
    /// The text on one line. Line ends and tabs become a space; controls, bidirectional and invisible characters and lone surrogates
    /// become U+FFFD; a text longer than <paramref name="maxLength"/> characters is cut and ends in "…".
    /// </summary>
    public static string Safe(string? text, int maxLength = DefaultMaxLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxLength);
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        StringBuilder safe = new(Math.Min(text.Length, maxLength));
        // A carriage return and a line feed are one line end, so one space.
        bool afterReturn = false;
        int marks = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool second = afterReturn && rune.Value == '\n';
            afterReturn = rune.Value == '\r';
            if (second)
            {
                continue;
            }

            marks = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            Rune shown = marks > MaxMarks ? new Rune(Replacement) : Shown(rune);
            if (safe.Length + shown.Utf16SequenceLength > maxLength)
            {
                Shorten(safe, maxLength);
                return safe.ToString();
            }

            safe.Append(shown.ToString());
        }

        return safe.ToString();
    }

    /// <summary>More marks than this on one letter would overlap the lines above and below.</summary>
    private const int MaxMarks = 4;

    private static Rune Shown(Rune rune) => rune.Value switch
    {
        '\n' or '\r' or '\t' or '\v' or '\f' or 0x85 or 0x2028 or 0x2029 => new Rune(' '),
        // Fillers, which are letters by category but blank on every screen.
        0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 or 0x034F or 0x17B4 or 0x17B5 => new Rune(Replacement),
        // Variation selectors choose a glyph. They are marks, but can carry hidden data.
        (>= 0xFE00 and <= 0xFE0F) or (>= 0x180B and <= 0x180F) or (>= 0xE0100 and <= 0xE01EF) => new Rune(Replacement),
        _ => Rune.GetUnicodeCategory(rune) switch
        {
            // Format contains the bidirectional controls, the zero-width characters and the tags.
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned => new Rune(Replacement),
            UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator => new Rune(' '),
            _ => rune,
        },
    };

    private static void Shorten(StringBuilder safe, int maxLength)
    {
        safe.Length = Math.Min(safe.Length, maxLength - 1);
        if (safe.Length > 0 && char.IsHighSurrogate(safe[^1]))
        {
            safe.Length--;
        }

        safe.Append('…');
    }
}
