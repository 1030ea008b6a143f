using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Fuzz.Samples;

namespace Exchange.Fuzz.Targets;

/// <summary>An in-toto statement and, in it, each of our predicates: both encode to the same bytes.</summary>
internal static class StatementTarget
{
    public static FuzzTarget Create() => FuzzTarget.Of(
        "statement", Parse, static (input, encoded) => Promise.SameBytes(input, encoded), Seeds) with
    {
        Words =
        [
            "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[", "{\"name\":\"", "\",\"digest\":{\"sha256\":\"",
            "rfc6962-sha256-1mib", "\"},\"annotations\":{\"length\":", "],\"predicateType\":\"", "\",\"predicate\":{", "null",
            "predicate:", "\\u002B", "\\ud800",
        ],
    };

    /// <summary>What the accepted statement encodes to.</summary>
    private static byte[] Parse(byte[] payload)
    {
        InTotoStatement statement = InTotoStatement.Parse(payload);
        Promise.SameBytes(payload, statement.Encode());
        return statement.PredicateType switch
        {
            PredicateTypes.Agreement => ReadAndWrite(StatementKinds.Agreement, payload),
            PredicateTypes.JoinRequest => ReadAndWrite(StatementKinds.JoinRequest, payload),
            PredicateTypes.Membership => ReadAndWrite(StatementKinds.Membership, payload),
            PredicateTypes.Revocation => ReadAndWrite(StatementKinds.Revocation, payload),
            PredicateTypes.Item => ReadAndWrite(StatementKinds.Item, payload),
            PredicateTypes.Grant => ReadAndWrite(StatementKinds.Grant, payload),
            PredicateTypes.ReleaseRequest => ReadAndWrite(StatementKinds.ReleaseRequest, payload),
            PredicateTypes.Approval => ReadAndWrite(StatementKinds.Approval, payload),
            PredicateTypes.Acknowledgement => ReadAndWrite(StatementKinds.Acknowledgement, payload),
            PredicateTypes.PolicyChange => ReadAndWrite(StatementKinds.PolicyChange, payload),
            PredicateTypes.Withdrawal => ReadAndWrite(StatementKinds.Withdrawal, payload),
            _ => throw new MalformedException("none of our predicates"),
        };
    }

    private static byte[] ReadAndWrite<T>(StatementKind<T> kind, byte[] payload)
    {
        (T predicate, IReadOnlyList<StatementSubject> subjects) = StatementCodec.ReadPayload(kind, payload);
        return StatementCodec.Encode(kind, subjects, predicate);
    }

    private static IEnumerable<Seed> Seeds() =>
    [
        .. SampleStatements.All(),
        new(
            "foreign",
            new InTotoStatement(
                [new StatementSubject("a", "sha256", "00ff", 3)],
                "https://exchange.example/sample/v1",
                "{\"b\":1}"u8.ToArray())
                .Encode()),
    ];
}
