using System.Text.Json;
using System.Text.Unicode;

namespace Exchange.Formats.Primitives;

/// <summary>
/// JSON of which every reader must see the same thing (RFC 8259 leaves it open what two members of one name mean): valid UTF-8,
/// no comments, no trailing commas, no lone surrogates, no name twice in one object, bounded depth.
/// </summary>
public static class StrictJson
{
    /// <summary>Reads the whole text and refuses what a deserializer would let pass; call it before deserializing.</summary>
    /// <exception cref="MalformedException">Not one JSON value, a name twice in one object, deeper than <paramref name="maxDepth"/>, or not UTF-8.</exception>
    public static void RequireNoDuplicates(ReadOnlySpan<byte> utf8, int maxDepth)
    {
        if (!Utf8.IsValid(utf8))
        {
            throw new MalformedException("the JSON is not valid UTF-8");
        }

        try
        {
            Read(utf8, maxDepth);
        }
        catch (JsonException)
        {
            throw new MalformedException("not well-formed JSON, or nested too deeply");
        }
        catch (InvalidOperationException)
        {
            // The reader's answer to an escaped lone surrogate.
            throw new MalformedException("a JSON string is not valid Unicode");
        }
    }

    private static void Read(ReadOnlySpan<byte> utf8, int maxDepth)
    {
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
        Stack<HashSet<string>?> open = new();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    open.Push([]);
                    break;
                case JsonTokenType.StartArray:
                    open.Push(null);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    break;
                case JsonTokenType.PropertyName when !(open.Peek()?.Add(reader.GetString() ?? "") ?? false):
                    throw new MalformedException("a JSON object has a member twice");
                case JsonTokenType.String when reader.ValueIsEscaped:
                    _ = reader.GetString();
                    break;
                default:
                    break;
            }
        }
    }
}
