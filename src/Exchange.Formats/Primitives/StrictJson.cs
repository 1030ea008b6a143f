using System.Text.Json;
using System.Text.Unicode;

namespace Exchange.Formats.Primitives;

/// <summary>
/// JSON that every reader must understand in the same way (RFC 8259 does not say what two members with one name mean): valid
/// UTF-8, no comments, no trailing commas, no lone surrogates, no name twice in one object, limited depth.
/// </summary>
internal static class StrictJson
{
    /// <summary>Reads the whole text and refuses what a deserializer would accept. Call it before deserializing.</summary>
    /// <exception cref="MalformedException">
    /// It is not one JSON value or not UTF-8, has a name twice in one object, or is nested deeper than <paramref name="maxDepth"/>.
    /// </exception>
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
            throw new MalformedException($"the JSON is malformed, or nested more than {maxDepth} deep");
        }
        catch (InvalidOperationException)
        {
            // What the reader throws for an escaped lone surrogate.
            throw new MalformedException("a string in the JSON is not valid Unicode");
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
                    throw new MalformedException("an object in the JSON has two members with the same name");
                case JsonTokenType.String when reader.ValueIsEscaped:
                    _ = reader.GetString();
                    break;
                default:
                    break;
            }
        }
    }
}
