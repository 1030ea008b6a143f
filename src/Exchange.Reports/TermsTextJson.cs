using System.Text.Json;
using System.Text.Json.Serialization;
using Exchange.Formats.Primitives;

namespace Exchange.Reports;

/// <summary>Terms in a card: <c>{"salt": base64, "text": "…"}</c>. Members that are unknown are passed over, as in all of a card.</summary>
internal sealed class TermsTextJson : JsonConverter<TermsText>
{
    public override TermsText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        JsonElement terms = JsonElement.ParseValue(ref reader);
        if (terms.ValueKind != JsonValueKind.Object || Text(terms, "salt") is not { } salt || Text(terms, "text") is not { } text)
        {
            throw new JsonException("terms have a salt and a text");
        }

        try
        {
            return TermsText.Read(salt, text);
        }
        catch (MalformedException malformed)
        {
            throw new JsonException(malformed.Message);
        }
    }

    public override void Write(Utf8JsonWriter writer, TermsText value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("salt", value.Salt);
        writer.WriteString("text", value.Text);
        writer.WriteEndObject();
    }

    private static string? Text(JsonElement terms, string name) =>
        terms.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
