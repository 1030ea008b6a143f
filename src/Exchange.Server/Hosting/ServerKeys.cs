using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Exchange.Contract.Agreements;
using Exchange.Contract.Members;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Server.Hosting;

/// <summary>The public keys of a server, for the agreement to name: those of its two logs, and the operator's.</summary>
public sealed record ServerKeys(NoteVerifierKey Directory, NoteVerifierKey Audit, TlsPublicKey Operator)
{
    private const int MaxBytes = 16 * 1024;

    private static readonly JsonWriterOptions Form = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Whether the agreement names these keys.</summary>
    public bool AreOf(Agreement agreement) =>
        agreement.Predicate.Logs.Directory.Keys.Contains(Directory)
        && agreement.Predicate.Logs.Audit.Keys.Contains(Audit)
        && agreement.Predicate.Operator.Key == Operator;

    /// <summary>A JSON object of three strings: two vkeys and a base64 SubjectPublicKeyInfo.</summary>
    public byte[] Encode()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Form))
        {
            writer.WriteStartObject();
            writer.WriteString("directory"u8, Directory.ToString());
            writer.WriteString("audit"u8, Audit.ToString());
            writer.WriteString("operator"u8, Operator.ToString());
            writer.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    /// <exception cref="MalformedException">It is not in canonical form.</exception>
    public static ServerKeys Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json.Length <= MaxBytes ? json : default);
            ServerKeys keys = new(
                NoteVerifierKey.Parse(Text(document, "directory")),
                NoteVerifierKey.Parse(Text(document, "audit")),
                new TlsPublicKey(StrictBase64.Decode(Text(document, "operator"))));
            return keys.Encode().AsSpan().SequenceEqual(json.Span)
                ? keys
                : throw new MalformedException("the server's keys are not in canonical form");
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw new MalformedException("it is not a file with a server's keys");
        }
    }

    private static string Text(JsonDocument document, string name) =>
        document.RootElement.TryGetProperty(name, out JsonElement value) && value.GetString() is { } text
            ? text
            : throw new MalformedException("a server's keys are three strings: directory, audit, operator");
}
