using System.Text.Json;
using System.Text.Unicode;
using Exchange.Formats.Primitives;
using Exchange.Reports.Json;

namespace Exchange.Reports.Inspect;

/// <summary>JSON as Inspect writes it: UTF-8 in which NaN and Infinity may stand bare.</summary>
internal static class HeaderJson
{
    private const int MaxDepth = JsonValueScan.MaxDepth;
    private const long MaxVersion = 3;

    /// <param name="name">What the text is called in a message.</param>
    /// <param name="json">The text.</param>
    /// <exception cref="MalformedException">Not UTF-8, not JSON, or too deep.</exception>
    public static JsonDocument Parse(string name, ReadOnlyMemory<byte> json)
    {
        if (!Utf8.IsValid(json.Span))
        {
            throw new MalformedException($"{name} in it is not UTF-8");
        }

        try
        {
            return JsonDocument.Parse(BareNumbers.Quote(json), new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (JsonException)
        {
            throw new MalformedException($"{name} in it is not JSON, or nested more than {MaxDepth} deep");
        }
    }

    /// <summary>The first logs have no version; 3 was written for a short time and reads like 2.</summary>
    /// <exception cref="UnknownLogVersionException">Any other.</exception>
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
            throw new UnknownLogVersionException($"its log version is none that is known (up to {MaxVersion})");
        }

        if (number > MaxVersion)
        {
            throw new UnknownLogVersionException($"its log version is {number}, newer than any that is known (up to {MaxVersion})");
        }
    }
}
