using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Agreements;

/// <summary>Small JSON files that people pass on: no member is unknown, missing or there twice.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    IndentSize = 2,
    NewLine = "\n",
    MaxDepth = 4)]
[JsonSerializable(typeof(RootPublicFile.Form), TypeInfoPropertyName = "RootForm")]
[JsonSerializable(typeof(ServerPublicFile.Form), TypeInfoPropertyName = "ServerForm")]
internal sealed partial class PublicFileJson : JsonSerializerContext
{
    private const int MaxBytes = 64 * 1024;

    /// <exception cref="MalformedException">Not exactly the members that the form has.</exception>
    public static T Parse<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> form, string what)
        where T : class
    {
        try
        {
            T? read = json.Length <= MaxBytes ? JsonSerializer.Deserialize(json, form) : null;
            return read ?? throw new MalformedException($"not {what}");
        }
        catch (JsonException)
        {
            throw new MalformedException($"not {what}");
        }
    }
}
