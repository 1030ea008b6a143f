using System.Globalization;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Json;

/// <summary>RFC 3339 in UTC with exactly three decimals, so that each instant has one text form.</summary>
public static class Timestamp
{
    private const string Pattern = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static DateTimeOffset Parse(string text) =>
        DateTimeOffset.TryParseExact(text, Pattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset value)
            ? value
            : throw new MalformedException("a time is written 2026-01-31T09:30:00.000Z");

    public static string Format(DateTimeOffset value) => value.ToUniversalTime().ToString(Pattern, CultureInfo.InvariantCulture);

    /// <summary>Cuts below a millisecond, the resolution of the record.</summary>
    public static DateTimeOffset Truncate(DateTimeOffset value) =>
        new(value.UtcTicks - (value.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
