using System.Text;

namespace Exchange.Formats.Tests.Dsse;

internal static class Text
{
    /// <summary>Generated strings hold lone surrogates, which no UTF-8 can carry.</summary>
    public static string WithoutLoneSurrogates(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
