using System.Text.Json;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Statements;

/// <summary>
/// Writes predicates into in-toto statements and reads them back, strictly: what is read encodes again to the same bytes.
/// </summary>
public static class StatementCodec
{
    /// <summary>The payload of a statement about itself: its subject is the predicate's own SHA-256, under the given name.</summary>
    public static byte[] Encode<T>(StatementKind<T> kind, string subjectName, T predicate)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(predicate, kind.Json);
        return new InTotoStatement([SelfSubject(subjectName, json)], kind.PredicateType, json).Encode();
    }

    /// <summary>The payload of a statement about the given subjects.</summary>
    public static byte[] Encode<T>(StatementKind<T> kind, IReadOnlyList<StatementSubject> subjects, T predicate) =>
        new InTotoStatement(subjects, kind.PredicateType, JsonSerializer.SerializeToUtf8Bytes(predicate, kind.Json)).Encode();

    /// <summary>Reads a verified envelope as a statement of the given kind.</summary>
    /// <exception cref="MalformedException">Another predicate type, or a predicate that is not exactly what its kind says.</exception>
    public static Statement<T> Read<T>(StatementKind<T> kind, VerifiedEnvelope envelope)
    {
        (T predicate, IReadOnlyList<StatementSubject> subjects) = ReadPayload(kind, envelope.Payload.Span);
        return new Statement<T>(predicate, subjects, envelope);
    }

    /// <summary>The predicate type of a verified envelope.</summary>
    public static string PredicateTypeOf(VerifiedEnvelope envelope) =>
        InTotoStatement.Parse(envelope.Payload.Span).PredicateType;

    /// <summary>
    /// Reads a payload whose signatures cannot be checked yet, because the keys that check them are inside it (an agreement, a join
    /// request). Internal, so that only those two readers can do it; both verify right after.
    /// </summary>
    internal static (T Predicate, IReadOnlyList<StatementSubject> Subjects) ReadPayload<T>(
        StatementKind<T> kind, ReadOnlySpan<byte> payload)
    {
        InTotoStatement statement = InTotoStatement.Parse(payload);
        if (statement.PredicateType != kind.PredicateType)
        {
            throw new MalformedException($"a statement of type {kind.PredicateType} was expected, this is one of another type");
        }

        T predicate = ReadPredicate(kind, statement.Predicate.Span);
        if (statement.Subjects is [{ DigestName: "sha256" } only] && only.Name.StartsWith("predicate:", StringComparison.Ordinal)
            && only != SelfSubject(only.Name["predicate:".Length..], statement.Predicate.Span))
        {
            throw new MalformedException("the statement's subject is not the digest of its predicate");
        }

        return (predicate, statement.Subjects);
    }

    private static T ReadPredicate<T>(StatementKind<T> kind, ReadOnlySpan<byte> json)
    {
        T? predicate;
        try
        {
            predicate = JsonSerializer.Deserialize(json, kind.Json);
        }
        catch (JsonException problem)
        {
            // The exception's own text may quote the input; the path may not.
            throw new MalformedException($"a predicate of {kind.PredicateType} is not readable at {problem.Path ?? "its beginning"}");
        }

        if (predicate is null || !JsonSerializer.SerializeToUtf8Bytes(predicate, kind.Json).AsSpan().SequenceEqual(json))
        {
            throw new MalformedException($"a predicate of {kind.PredicateType} is not in canonical form");
        }

        return predicate;
    }

    private static StatementSubject SelfSubject(string name, ReadOnlySpan<byte> predicate) =>
        new("predicate:" + name, "sha256", Sha256Digest.Of(predicate).ToString(), null);
}
