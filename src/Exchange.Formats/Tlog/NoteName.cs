using System.Text;

namespace Exchange.Formats.Tlog;

/// <summary>The rules of C2SP signed-note for key names and texts.</summary>
internal static class NoteName
{
    /// <summary>Throws on invalid UTF-8 instead of replacing it.</summary>
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether this is a key name: not empty, no Unicode spaces, no plus sign, no control characters.</summary>
    public static bool IsValid(string name) =>
        name.Length > 0 && !name.Any(c => char.IsWhiteSpace(c) || c is '+' or < ' ') && IsUnicode(name);

    /// <summary>Whether this is the text of a note: it ends with a newline and has no control characters except newlines.</summary>
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
