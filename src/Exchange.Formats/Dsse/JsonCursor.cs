using System.Text.Json;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Dsse;

/// <summary>
/// Reads JSON whose members have one fixed order: each call requires the next token and throws
/// <see cref="MalformedException"/> if it is a different one.
/// </summary>
internal ref struct JsonCursor
{
    private readonly ReadOnlySpan<byte> json;
    private Utf8JsonReader reader;
    private bool ahead;

    public JsonCursor(ReadOnlySpan<byte> json, int maxDepth)
    {
        this.json = json;
        reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
    }

    public void StartObject() => Expect(JsonTokenType.StartObject);

    public void EndObject() => Expect(JsonTokenType.EndObject);

    public void StartArray() => Expect(JsonTokenType.StartArray);

    /// <summary>Takes the end of an array if it comes next.</summary>
    public bool TryEndArray() => TryTake(JsonTokenType.EndArray);

    /// <summary>Takes the end of an object if it comes next.</summary>
    public bool TryEndObject() => TryTake(JsonTokenType.EndObject);

    public string Name()
    {
        Expect(JsonTokenType.PropertyName);
        return Text();
    }

    public void Name(string expected)
    {
        if (Name() != expected)
        {
            throw new MalformedException($"the JSON member \"{expected}\" is missing or out of order");
        }
    }

    public string String()
    {
        Expect(JsonTokenType.String);
        return Text();
    }

    public long Int64()
    {
        Expect(JsonTokenType.Number);
        return reader.TryGetInt64(out long value) ? value : throw new MalformedException("a JSON number is not a 64-bit integer");
    }

    /// <summary>The exact bytes of the next object.</summary>
    public ReadOnlySpan<byte> RawObject()
    {
        Expect(JsonTokenType.StartObject);
        int start = checked((int)reader.TokenStartIndex);
        try
        {
            reader.Skip();
        }
        catch (JsonException)
        {
            throw Malformed();
        }

        return json[start..checked((int)reader.BytesConsumed)];
    }

    public void End()
    {
        if (Advance())
        {
            throw Malformed();
        }
    }

    private static MalformedException Malformed() => new("the JSON does not have the expected structure");

    private readonly string Text()
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            throw new MalformedException("a JSON string is not valid Unicode");
        }
    }

    private bool TryTake(JsonTokenType type)
    {
        if (!ahead)
        {
            ahead = Advance();
        }

        bool found = ahead && reader.TokenType == type;
        ahead &= !found;
        return found;
    }

    private void Expect(JsonTokenType type)
    {
        if (!TryTake(type))
        {
            throw Malformed();
        }
    }

    private bool Advance()
    {
        try
        {
            return reader.Read();
        }
        catch (JsonException)
        {
            throw Malformed();
        }
    }
}
