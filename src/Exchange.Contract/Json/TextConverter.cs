using System.Text.Json;
using System.Text.Json.Serialization;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Json;

/// <summary>Reads and writes a proven type as one JSON string, in its own text form.</summary>
internal abstract class TextConverter<T>(Func<string, T> parse, Func<T, string> format) : JsonConverter<T>
    where T : notnull
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        try
        {
            return parse(text ?? throw new JsonException($"expected a string for {typeof(T).Name}"));
        }
        catch (MalformedException malformed)
        {
            throw new JsonException(malformed.Message, malformed);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(format(value));
}
