using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Dsse;

/// <summary>
/// An in-toto Statement v1 (in-toto/attestation, spec/v1/statement.md): it says something (the predicate) about subjects, which are
/// named by their digests.
/// </summary>
/// <param name="Subjects">At least one, as in-toto's own validators require; names are unique.</param>
/// <param name="PredicateType">Says how to read the predicate.</param>
/// <param name="Predicate">The exact bytes of one JSON object.</param>
public sealed record InTotoStatement(IReadOnlyList<StatementSubject> Subjects, string PredicateType, ReadOnlyMemory<byte> Predicate)
{
    /// <summary>2 MiB: what fits in an envelope as base64 next to the most signatures.</summary>
    public const int MaxSize = 2 * 1024 * 1024;
    public const int MaxSubjects = 16384;
    public const int MaxDepth = 32;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a statement in the canonical form that <see cref="Encode"/> writes.</summary>
    /// <exception cref="MalformedException">Not a statement, not canonical, a member twice at any level, or too deep or large.</exception>
    public static InTotoStatement Parse(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaxSize)
        {
            throw new MalformedException($"the statement has {json.Length} bytes; the limit is {MaxSize}");
        }

        StrictJson.RequireNoDuplicates(json, MaxDepth);
        InTotoStatement statement = Read(json);
        return statement.Encode().AsSpan().SequenceEqual(json)
            ? statement
            : throw new MalformedException("the statement is not in canonical form");
    }

    /// <summary>Compact JSON: <c>_type</c>, <c>subject</c>, <c>predicateType</c>, <c>predicate</c>, the predicate byte for byte.</summary>
    /// <exception cref="MalformedException">The predicate is not one strict JSON object, or a subject is incomplete.</exception>
    public byte[] Encode()
    {
        RequireSound();
        ArrayBufferWriter<byte> buffer = new(Predicate.Length + 512);
        using (Utf8JsonWriter writer = new(buffer, Compact))
        {
            writer.WriteStartObject();
            writer.WriteString("_type"u8, InToto.StatementType);
            writer.WriteStartArray("subject"u8);
            foreach (StatementSubject subject in Subjects)
            {
                Write(writer, subject);
            }

            writer.WriteEndArray();
            writer.WriteString("predicateType"u8, PredicateType);
            writer.WritePropertyName("predicate"u8);
            writer.WriteRawValue(Predicate.Span, skipInputValidation: true); // RequireSound has validated it
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public bool Equals(InTotoStatement? other) =>
        other is not null && PredicateType == other.PredicateType && Subjects.SequenceEqual(other.Subjects)
        && Predicate.Span.SequenceEqual(other.Predicate.Span);

    public override int GetHashCode() => HashCode.Combine(PredicateType, Subjects.Count, Predicate.Length);

    private static void Write(Utf8JsonWriter writer, StatementSubject subject)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, subject.Name);
        writer.WriteStartObject("digest"u8);
        writer.WriteString(subject.DigestName, subject.DigestHex);
        writer.WriteEndObject();
        if (subject.Length is long length)
        {
            writer.WriteStartObject("annotations"u8);
            writer.WriteNumber("length"u8, length);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static InTotoStatement Read(ReadOnlySpan<byte> json)
    {
        JsonCursor cursor = new(json, MaxDepth);
        cursor.StartObject();
        cursor.Name("_type");
        if (cursor.String() != InToto.StatementType)
        {
            throw new MalformedException("not an in-toto Statement v1");
        }

        cursor.Name("subject");
        cursor.StartArray();
        List<StatementSubject> subjects = [];
        while (!cursor.TryEndArray())
        {
            if (subjects.Count == MaxSubjects)
            {
                throw new MalformedException($"the statement has more than {MaxSubjects} subjects");
            }

            subjects.Add(ReadSubject(ref cursor));
        }

        cursor.Name("predicateType");
        string predicateType = cursor.String();
        cursor.Name("predicate");
        byte[] predicate = cursor.RawObject().ToArray();
        cursor.EndObject();
        cursor.End();
        return new InTotoStatement(subjects, predicateType, predicate);
    }

    private static StatementSubject ReadSubject(ref JsonCursor cursor)
    {
        cursor.StartObject();
        cursor.Name("name");
        string name = cursor.String();
        cursor.Name("digest");
        cursor.StartObject();
        string digestName = cursor.Name();
        string digestHex = cursor.String();
        cursor.EndObject();
        if (cursor.TryEndObject())
        {
            return new StatementSubject(name, digestName, digestHex, null);
        }

        cursor.Name("annotations");
        cursor.StartObject();
        cursor.Name("length");
        long length = cursor.Int64();
        cursor.EndObject();
        cursor.EndObject();
        return new StatementSubject(name, digestName, digestHex, length);
    }

    private void RequireSound()
    {
        StrictJson.RequireNoDuplicates(Predicate.Span, MaxDepth - 1);
        if (Predicate.Span is not [(byte)'{', .., (byte)'}'])
        {
            throw new MalformedException("the predicate is not one JSON object");
        }

        if (Subjects.Count is 0 or > MaxSubjects || Subjects.DistinctBy(subject => subject.Name).Count() != Subjects.Count)
        {
            throw new MalformedException($"a statement has between 1 and {MaxSubjects} subjects, each with a different name");
        }

        foreach (StatementSubject subject in Subjects)
        {
            if (subject.Name.Length == 0 || subject.DigestName.Length == 0 || subject.Length < 0 || subject.DigestHex.Length is 0 or > 128
                || subject.DigestHex.Length % 2 != 0 || subject.DigestHex.AsSpan().ContainsAnyExcept("0123456789abcdef"))
            {
                throw new MalformedException(
                    "a subject of the statement needs a name, one digest in lower-case hex, and a length that is not negative");
            }
        }
    }
}

/// <summary>What a statement is about: an in-toto ResourceDescriptor (in-toto/attestation, spec/v1) with one digest.</summary>
/// <param name="Name">Unique in its statement; not empty.</param>
/// <param name="DigestName">The algorithm, such as <c>sha256</c>.</param>
/// <param name="DigestHex">Lower-case hex.</param>
/// <param name="Length">In bytes, if known; written as the annotation <c>length</c>.</param>
public sealed record StatementSubject(string Name, string DigestName, string DigestHex, long? Length);

/// <summary>Names from in-toto/attestation, spec/v1.</summary>
public static class InToto
{
    public const string PayloadType = "application/vnd.in-toto+json";
    public const string StatementType = "https://in-toto.io/Statement/v1";
}
