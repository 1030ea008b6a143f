using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Dsse;

/// <summary>
/// A DSSE envelope (secure-systems-lab/dsse, envelope.md): a payload, its type, and signatures over both. Nothing in it can be
/// trusted until <see cref="EnvelopeVerifier"/> has turned it into a <see cref="VerifiedEnvelope"/>.
/// </summary>
/// <param name="PayloadType">Says how to read the payload; signed along with it.</param>
/// <param name="Payload">The exact bytes that were signed.</param>
/// <param name="Signatures">In the order in which they were made, at most <see cref="MaxSignatures"/>.</param>
public sealed record DsseEnvelope(string PayloadType, ReadOnlyMemory<byte> Payload, IReadOnlyList<DsseSignature> Signatures)
{
    /// <summary>4 MiB of JSON.</summary>
    public const int MaxSize = 4 * 1024 * 1024;
    public const int MaxSignatures = 64;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>SHA-256 of the payload bytes: the digest of a statement, which does not depend on who signs it.</summary>
    public Sha256Digest PayloadDigest => Sha256Digest.Of(Payload.Span);

    /// <summary>Reads an envelope in the canonical form that <see cref="Encode"/> writes.</summary>
    /// <exception cref="MalformedException">Not an envelope, not canonical, too large, or with too many signatures.</exception>
    public static DsseEnvelope Parse(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaxSize)
        {
            throw new MalformedException($"the envelope has {json.Length} bytes; the limit is {MaxSize}");
        }

        DsseEnvelope envelope = Read(json);
        return envelope.Encode().AsSpan().SequenceEqual(json)
            ? envelope
            : throw new MalformedException("the envelope is not in canonical form");
    }

    /// <summary>Compact JSON: <c>payload</c>, <c>payloadType</c>, <c>signatures</c> of <c>keyid</c> and <c>sig</c>, in order.</summary>
    public byte[] Encode()
    {
        ArrayBufferWriter<byte> buffer = new((Payload.Length * 4 / 3) + 256);
        using (Utf8JsonWriter writer = new(buffer, Compact))
        {
            writer.WriteStartObject();
            writer.WriteBase64String("payload"u8, Payload.Span);
            writer.WriteString("payloadType"u8, PayloadType);
            writer.WriteStartArray("signatures"u8);
            foreach (DsseSignature signature in Signatures)
            {
                writer.WriteStartObject();
                writer.WriteString("keyid"u8, signature.KeyId);
                writer.WriteBase64String("sig"u8, signature.Signature.Span);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public bool Equals(DsseEnvelope? other) =>
        other is not null && PayloadType == other.PayloadType && Payload.Span.SequenceEqual(other.Payload.Span)
        && Signatures.SequenceEqual(other.Signatures);

    public override int GetHashCode() => HashCode.Combine(PayloadType, PayloadDigest);

    private static DsseEnvelope Read(ReadOnlySpan<byte> json)
    {
        JsonCursor cursor = new(json, maxDepth: 3);
        cursor.StartObject();
        cursor.Name("payload");
        byte[] payload = StrictBase64.Decode(cursor.String(), "the payload of the envelope");
        cursor.Name("payloadType");
        string payloadType = cursor.String();
        cursor.Name("signatures");
        cursor.StartArray();
        List<DsseSignature> signatures = [];
        while (!cursor.TryEndArray())
        {
            if (signatures.Count == MaxSignatures)
            {
                throw new MalformedException($"the envelope has more than {MaxSignatures} signatures");
            }

            cursor.StartObject();
            cursor.Name("keyid");
            string keyId = cursor.String();
            cursor.Name("sig");
            signatures.Add(new DsseSignature(keyId, StrictBase64.Decode(cursor.String(), "a signature of the envelope")));
            cursor.EndObject();
        }

        cursor.EndObject();
        cursor.End();
        return new DsseEnvelope(payloadType, payload, signatures);
    }
}

/// <summary>One signature of an envelope. The key id is an unauthenticated hint: the verifier decides which key to try.</summary>
/// <param name="KeyId">The lower-case hex SHA-256 of the raw public key.</param>
/// <param name="Signature">64 bytes for Ed25519, 3309 for ML-DSA-65.</param>
public sealed record DsseSignature(string KeyId, ReadOnlyMemory<byte> Signature)
{
    public bool Equals(DsseSignature? other) =>
        other is not null && KeyId == other.KeyId && Signature.Span.SequenceEqual(other.Signature.Span);

    public override int GetHashCode() => HashCode.Combine(KeyId, Signature.Length);
}
