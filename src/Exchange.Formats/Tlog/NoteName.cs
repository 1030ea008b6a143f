using System.Text;

namespace Exchange.Formats.Tlog;

/// <summary>What C2SP signed-note allows in key names and texts.</summary>
internal static class NoteName
{
    /// <summary>Refuses what is not UTF-8 in place of replacing it.</summary>
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A key name: not empty, no Unicode spaces, no plus sign, no control characters.</summary>
    public static bool IsValid(string name) => name.Length > 0 && !name.Any(c => char.IsWhiteSpace(c) || c is '+' or < ' ') && IsUnicode(name);

    /// <summary>A note's text: ends with a newline, no other control character.</summary>
    public static bool IsText(string text) => text.EndsWith('\n') && !text.Any(c => c < ' ' && c != '\n') && IsUnicode(text);

    private static bool IsUnicode(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
