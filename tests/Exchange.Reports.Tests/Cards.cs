using System.Text;
using Exchange.Reports.Cards;

namespace Exchange.Reports.Tests;

internal static class Cards
{
    /// <summary>Cards hold lists, which compare by reference, so tests compare what is sent.</summary>
    public static string Text(Card card) =>
        Encoding.UTF8.GetString(CardJson.Encode(card)).Replace(",\"", ",\n\"", StringComparison.Ordinal);
}
