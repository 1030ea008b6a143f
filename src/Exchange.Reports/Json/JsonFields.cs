using System.Globalization;
using System.Text.Json;

namespace Exchange.Reports.Json;

/// <summary>
/// Reads members of JSON that was not written for us: a member that is missing, null or of a different type is null here. Of two
/// members with the same name the last counts, as it does in Python, which wrote them.
/// </summary>
internal static class JsonFields
{
    /// <summary>Longer texts are cut, because a card is small.</summary>
    public const int MaxText = 300;

    public static JsonElement? Object(this JsonElement parent, string name) => Of(parent, name, JsonValueKind.Object);

    public static JsonElement? Array(this JsonElement parent, string name) => Of(parent, name, JsonValueKind.Array);

    public static string? Text(this JsonElement parent, string name) => Of(parent, name, JsonValueKind.String)?.AsText();

    /// <summary>A text, or a number as text.</summary>
    public static string? TextOrNumber(this JsonElement parent, string name) =>
        parent.Text(name) ?? (Of(parent, name, JsonValueKind.Number) is { } number ? Clip(number.GetRawText()) : null);

    public static long? Whole(this JsonElement parent, string name) =>
        Of(parent, name, JsonValueKind.Number) is { } number && number.TryGetInt64(out long value) ? value : null;

    public static double? Real(this JsonElement parent, string name) => Of(parent, name, JsonValueKind.Number)?.GetDouble();

    public static bool? Flag(this JsonElement parent, string name) =>
        Of(parent, name, JsonValueKind.True) is not null ? true : Of(parent, name, JsonValueKind.False) is not null ? false : null;

    /// <summary>A time in ISO 8601; UTC if it has no offset.</summary>
    public static DateTimeOffset? Time(this JsonElement parent, string name) =>
        DateTimeOffset.TryParse(parent.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : null;

    /// <summary>The text of a string, cut to <see cref="MaxText"/> characters.</summary>
    public static string AsText(this JsonElement text)
    {
        try
        {
            return Clip(text.GetString() ?? "");
        }
        catch (InvalidOperationException)
        {
            // An escaped lone surrogate, which is not text; the escape itself is shown.
            return Clip(text.GetRawText().Trim('"'));
        }
    }

    /// <summary>The members of an object; of two with the same name, the last. A name longer than <see cref="MaxText"/> is cut.</summary>
    public static IEnumerable<(string Name, JsonElement Value)> Members(this JsonElement? parent)
    {
        if (parent is not { } element)
        {
            return [];
        }

        OrderedDictionary<string, JsonElement> members = new(StringComparer.Ordinal);
        foreach (JsonProperty member in element.EnumerateObject())
        {
            members[NameOf(member)] = member.Value;
        }

        return members.Select(member => (member.Key, member.Value));
    }

    public static string NameOf(JsonProperty member)
    {
        try
        {
            return Clip(member.Name);
        }
        catch (InvalidOperationException)
        {
            return "(unreadable)";
        }
    }

    private static JsonElement? Of(JsonElement parent, string name, JsonValueKind kind) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryMember(name, out JsonElement value) && value.ValueKind == kind
            ? value
            : null;

    private static string Clip(string text)
    {
        if (text.Length <= MaxText)
        {
            return text;
        }

        int length = char.IsHighSurrogate(text[MaxText - 2]) ? MaxText - 2 : MaxText - 1;
        return text[..length] + "…";
    }
}
