using FsCheck;
using FsCheck.Fluent;

namespace Exchange.Reports.Tests;

/// <summary>Texts with much of what makes text dangerous to show or to use as a name.</summary>
internal static class HostileText
{
    private static readonly string[] Pieces =
    [
        "\u001b[2J", "\u001b]0;x\u0007", "\u009b", "\n", "\r\n", "\t", "\0", "\u202E", "\u2066", "\u200B", "\uFEFF", "\u2028", "\uD800",
        "\uDFFF",
        "😀", "é", "e\u0301", "É", "ß", "SS", "\u0301", "\u3164", "\uFF0F", "\uFF0E", "/", "\\", "..", ".", " ", "-", "~", ":", "CON",
        "con", "LPT1", "nul.txt",
        "a", "b", "A", ".eval", ".tar.gz", "\u212B", "\u00C5", "ı", "İ", "ſ", "s", "\uAC00", "\u1100\u1161", "K", "\u212A", "file", "-2",
        "\U000E0041", "*?<>|\"",
    ];

    public static Arbitrary<string> Arbitrary()
    {
        Gen<string> pieces = Gen.Elements(Pieces).ListOf().Select(string.Concat);
        Gen<string> any = ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "");
        Gen<string> lengthy = Gen.Elements(Pieces).Select(piece => string.Concat(Enumerable.Repeat(piece, 150)));
        return Gen.OneOf(pieces, any, pieces.Zip(any, string.Concat), lengthy).ToArbitrary();
    }
}
