using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.Formats.Primitives;
using Exchange.Reports.Json;
using Exchange.Reports.Tests.Inspect;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Exchange.Reports.Tests.Json;

/// <summary>The walk over members against the platform's own parser, which holds everything at once.</summary>
public sealed class JsonMembersTests
{
    [Property(MaxTest = 500)]
    public Property Every_member_is_found_with_its_value_as_written_in_whatever_pieces_it_comes() => Prop.ForAll(
        Objects().ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(),
        (json, piece) =>
        {
            using JsonDocument document = JsonDocument.Parse(json);
            string[] expected =
                [.. document.RootElement.EnumerateObject().Select(member => $"{member.Name}: {member.Value.GetRawText()}")];
            return expected.SequenceEqual(Walk(json, piece, skip: _ => false))
                && expected.Where((_, index) => index % 2 == 1).SequenceEqual(Walk(json, piece, skip: index => index % 2 == 0));
        });

    [Property(MaxTest = 1000)]
    public Property Changed_json_is_walked_or_refused_and_each_byte_read_once() => Prop.ForAll(
        Objects().SelectMany(json => MutatedBytes.Of(json).Generator).ToArbitrary(),
        bytes =>
        {
            using CountingStream stream = new(bytes, 7);
            try
            {
                _ = Walk(stream, index => index % 2 == 0);
            }
            catch (MalformedException)
            {
                // The other thing that may happen.
            }

            return stream.BytesRead <= bytes.Length;
        });

    private static List<string> Walk(byte[] json, int piece, Func<int, bool> skip)
    {
        using CountingStream stream = new(json, piece);
        return Walk(stream, skip);
    }

    private static List<string> Walk(Stream stream, Func<int, bool> skip)
    {
        JsonMembers members = new(stream);
        List<string> found = [];
        for (int index = 0; members.NextAsync(CancellationToken.None).GetAwaiter().GetResult() is { } name; index++)
        {
            if (skip(index))
            {
                members.SkipAsync(CancellationToken.None).GetAwaiter().GetResult();
                continue;
            }

            ArrayBufferWriter<byte> value = new();
            members.ReadAsync(value, 1_000_000, CancellationToken.None).GetAwaiter().GetResult();
            found.Add($"{name}: {Encoding.UTF8.GetString(value.WrittenSpan)}");
        }

        return found;
    }

    private static Gen<byte[]> Objects() =>
        from members in HostileText.Arbitrary().Generator.Resize(8).Select(
            name => name[..Math.Min(name.Length, 100)]).Zip(Value(3)).ListOf().Resize(8)
        from indented in Gen.Elements(true, false)
        from relaxed in Gen.Elements(true, false)
        select Write(
            members,
            new JsonWriterOptions { Indented = indented, Encoder = relaxed ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping : null });

    private static byte[] Write(IEnumerable<(string Name, JsonNode? Value)> members, JsonWriterOptions options)
    {
        ArrayBufferWriter<byte> json = new();
        using (Utf8JsonWriter writer = new(json, options))
        {
            writer.WriteStartObject();
            foreach ((string name, JsonNode? value) in members)
            {
                writer.WritePropertyName(name);
                if (value is null)
                {
                    writer.WriteNullValue();
                }
                else
                {
                    value.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        return json.WrittenSpan.ToArray();
    }

    private static Gen<JsonNode?> Value(int depth)
    {
        Gen<JsonNode?> leaf = Gen.OneOf(
            HostileText.Arbitrary().Generator.Resize(8).Select(text => (JsonNode?)JsonValue.Create(text)),
            Gen.Elements(0, -1, 12345).Select(number => (JsonNode?)JsonValue.Create(number)),
            Gen.Elements(0.5, 1e300).Select(number => (JsonNode?)JsonValue.Create(number)),
            Gen.Constant<JsonNode?>(null));
        return depth == 0
            ? leaf
            : Gen.OneOf(
                leaf,
                Value(depth - 1).ListOf().Resize(4).Select(
                    items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
                Value(depth - 1).ListOf().Resize(4).Select(
                    items => (JsonNode?)new JsonObject(
                        items.Select((item, index) => KeyValuePair.Create($"{index}\"}}]", item?.DeepClone())))));
    }
}
