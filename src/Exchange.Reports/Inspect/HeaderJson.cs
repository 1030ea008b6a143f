using System.Text.Json;
using System.Text.Unicode;
using Exchange.Formats.Primitives;
using Exchange.Reports.Json;

namespace Exchange.Reports.Inspect;

/// <summary>JSON as Inspect writes it: UTF-8 in which NaN and Infinity may appear without quotes.</summary>
internal static class HeaderJson
{
    private const int MaxDepth = JsonValueScan.MaxDepth;
    private const long MaxVersion = 3;

    /// <param name="name">The name of the text, for messages.</param>
    /// <param name="json">The text.</param>
    /// <exception cref="MalformedException">It is not UTF-8, not JSON, or nested too deeply.</exception>
    public static JsonDocument Parse(string name, ReadOnlyMemory<byte> json)
    {
        if (!Utf8.IsValid(json.Span))
        {
            throw new MalformedException($"{name} is not UTF-8");
        }

        try
        {
            return JsonDocument.Parse(BareNumbers.Quote(json), new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (JsonException)
        {
            throw new MalformedException($"{name} is not JSON, or is nested more than {MaxDepth} deep");
        }
    }

    /// <summary>The first logs have no version; 3 was written for a short time and is read like 2.</summary>
    /// <exception cref="UnknownLogVersionException">The version is a different one.</exception>
    public static void CheckVersion(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new MalformedException("its header is not a JSON object");
        }

        if (!root.TryMember("version", out JsonElement version))
        {
            return;
        }

        if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt64(out long number) || number < 0)
        {
            throw new UnknownLogVersionException($"its log version is invalid; versions up to {MaxVersion} are supported");
        }

        if (number > MaxVersion)
        {
            throw new UnknownLogVersionException($"its log version is {number}; versions up to {MaxVersion} are supported");
        }
    }
}

/// <summary>A log of an unknown version. Guessing what it means could make a card that is wrong.</summary>
internal sealed class UnknownLogVersionException(string what) : MalformedException(what);
