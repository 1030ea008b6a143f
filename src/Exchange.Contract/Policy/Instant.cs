using System.Globalization;

namespace Exchange.Contract.Policy;

/// <summary>Instants and spans as people read them: UTC, seconds only where there are some.</summary>
internal static class Instant
{
    public static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString(
        instant.Second == 0 ? "yyyy-MM-dd HH:mm 'UTC'" : "yyyy-MM-dd HH:mm:ss 'UTC'",
        CultureInfo.InvariantCulture);

    public static string Days(uint days) => string.Create(CultureInfo.InvariantCulture, $"{days} {(days == 1 ? "day" : "days")}");
}
